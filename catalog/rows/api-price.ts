import { z } from "zod";
import { sourced } from "../sourced.ts";

const price = z.number().min(0);

/** List price of one hosted model, in USD per million tokens. */
export const apiPriceSchema = z.strictObject({
  provider: z.string(),
  model: z.string(),
  /** Models of the catalog that the service serves, or served under this price; empty for another vendor's model. */
  serves: z.array(z.string()),
  inputUsd: price,
  outputUsd: price,
  /** Input that the service has cached; null where no such price is listed. */
  cachedInputUsd: price.nullable(),
  /** `peak` and `off-peak` where the price depends on the hour. */
  tier: z.enum(["peak", "off-peak"]).nullable(),
  /** The price holds for requests of more input tokens than this; left out where it holds for all, or for those below such a tier. */
  aboveTokens: z.int().positive().nullish(),
  superseded: z.boolean(),
  note: z.string().nullable(),
  ...sourced,
});

export type ApiPrice = z.infer<typeof apiPriceSchema>;
