import type { Prices } from "../cost/prices.ts";
import type { Candidate } from "./candidate.ts";
import type { ChoiceAsk } from "./choice-ask.ts";
import { type Choice, choose, mainReason } from "./choose.ts";
import { type WeightVariant, weightVariants } from "./weight-variants.ts";

/** Which weights are set beside each other. */
export interface VariantAsk {
  /** Formats of which the catalog has no checkpoint, too. */
  reckoned?: boolean;
}

/** A model in some weights, and the cheapest that serves it. */
export interface VariantChoice extends Omit<WeightVariant, "model"> {
  /** Undefined where nothing serves it, and `reason` says why. */
  candidate: Candidate | undefined;
  reason: string;
}

/** The same ask of a model in other weights, weighed on the instance types and by the ways to pay that `choice` was weighed on. */
export function variantChoices(ask: ChoiceAsk, choice: Choice, prices: Prices, reckoned: boolean): VariantChoice[] {
  const weighed = [...choice.ranked.map(({ instance, purchase }) => ({ instance: instance.name, purchase })), ...choice.rejected];
  const purchases = [...new Set(weighed.map(({ purchase }) => purchase))];
  const among = [...new Set(weighed.map(({ instance }) => instance))].map((name) => ({ name }));
  return weightVariants(ask.model, reckoned).map(({ model, ...variant }) => {
    const other = model === ask.model ? choice : choose({ ...ask, model }, purchases, prices, among);
    const [candidate] = other.ranked;
    return { ...variant, candidate, reason: candidate ? "" : mainReason(other) };
  });
}
