import { z } from "zod";
import { sourced } from "../sourced.ts";

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

export type AwsPrice = z.infer<typeof awsPriceSchema>;
