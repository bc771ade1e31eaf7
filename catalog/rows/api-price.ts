import { z } from "zod";
import { sourced } from "../sourced.ts";

const price = z.number().min(0);

/** List price of one hosted model, in USD per million tokens. */
export const apiPriceSchema = z.strictObject({
  provider: z.string(),
  model: z.string(),
  /** Catalog models that the service serves, or served, at this price; empty for another vendor's model. */
  serves: z.array(z.string()),
  inputUsd: price,
  outputUsd: price,
  /** Price of cached input; null if none is listed. */
  cachedInputUsd: price.nullable(),
  /** `peak` and `off-peak` where the price depends on the hour. */
  tier: z.enum(["peak", "off-peak"]).nullable(),
  /** The price applies to requests with more input tokens than this; omitted if it applies to all, or to those below such a tier. */
  aboveTokens: z.int().positive().nullish(),
  superseded: z.boolean(),
  note: z.string().nullable(),
  ...sourced,
});

export type ApiPrice = z.infer<typeof apiPriceSchema>;
