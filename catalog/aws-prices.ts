import { z } from "zod";
import data from "./data/aws-prices.json" with { type: "json" };
import { ownCatalog } from "./own-catalog.ts";
import { type AwsPrice, awsPriceSchema } from "./rows/aws-price.ts";

export { type AwsPrice, awsPriceSchema } from "./rows/aws-price.ts";

export const awsPricesSchema = z.strictObject({
  region: z.literal("us-east-1"),
  currency: z.literal("USD"),
  items: z.array(awsPriceSchema),
});

/** Names of the prices that make up a keep's fixed cost. */
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

/** The kit's own rows: prices of AWS services in us-east-1. */
export const awsPrices = (data as z.infer<typeof awsPricesSchema>).items;

/** Prices of AWS services: the project's own if it has one, otherwise the kit's. */
export function currentAwsPrices(): AwsPrice[] {
  const own = ownCatalog().servicePrices;
  return awsPrices.map((price) => {
    const given = own.find(({ name }) => name === price.name);
    return given === undefined ? price : { ...price, ...given, verified: true };
  });
}
