import type { ApiPrice } from "../../catalog/api-prices.ts";
import { type UsdPerMillionTokens, usdPerMillionTokens } from "../units.ts";

/** Composition of a day's tokens. */
export interface TokenMix {
  /** Input share of all tokens. */
  input: number;
  /** Cached share of the input. */
  cached: number;
}

/** A chat: three input tokens per output token, none of them cached. */
export const defaultMix: TokenMix = { input: 0.75, cached: 0 };

/** @throws RangeError for a share outside 0 to 1. */
export function checkMix({ input, cached }: TokenMix): void {
  for (const [name, share] of Object.entries({ input, cached }))
    if (!(share >= 0 && share <= 1)) throw new RangeError(`the ${name} share is ${share}; accepted: a share from 0 to 1`);
}

/** Price of an average token of a mix at a hosted service. Cached input costs the full price if no other is listed. */
export function blendedPrice(
  { inputUsd, outputUsd, cachedInputUsd }: Pick<ApiPrice, "inputUsd" | "outputUsd" | "cachedInputUsd">,
  mix: TokenMix,
): UsdPerMillionTokens {
  checkMix(mix);
  const input = mix.cached * (cachedInputUsd ?? inputUsd) + (1 - mix.cached) * inputUsd;
  return usdPerMillionTokens(mix.input * input + (1 - mix.input) * outputUsd);
}
