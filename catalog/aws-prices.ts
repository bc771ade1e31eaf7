import { z } from "zod";
import data from "./data/aws-prices.json" with { type: "json" };
import { sourced } from "./sourced.ts";

/** One price of an AWS service beside the GPU instances. */
export const awsPriceSchema = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  usd: z.number().positive(),
  /** What is paid for, in words. */
  per: z.string(),
  /** Whether it was read; else it is recalled. */
  verified: z.boolean(),
  ...sourced,
});

export const awsPricesSchema = z.strictObject({
  region: z.literal("us-east-1"),
  currency: z.literal("USD"),
  items: z.array(awsPriceSchema),
});

/** Names of the prices that a keep's fixed cost is made of. */
export const awsPriceNames = [
  "endpointZoneHour",
  "endpointGB",
  "nlbHour",
  "nlcuHour",
  "eksHour",
  "kmsKeyMonth",
  "logIngestGB",
  "logStorageGBMonth",
  "s3GBMonth",
  "gp3GBMonth",
  "ecrGBMonth",
  "guardDutyVcpuMonth",
  "systemNodeHour",
] as const;

export type AwsPriceName = (typeof awsPriceNames)[number];
export type AwsPrice = z.infer<typeof awsPriceSchema>;

/** Prices of AWS services in us-east-1. */
export const awsPrices = (data as z.infer<typeof awsPricesSchema>).items;
