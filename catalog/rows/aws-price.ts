import { z } from "zod";
import { sourced } from "../sourced.ts";

/** One price of an AWS service other than GPU instances. */
export const awsPriceSchema = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  usd: z.number().positive(),
  /** Description of what is billed. */
  per: z.string(),
  /** Whether it was read at the source, not recalled. */
  verified: z.boolean(),
  ...sourced,
});

export type AwsPrice = z.infer<typeof awsPriceSchema>;
