import type { Prices } from "../cost/prices.ts";
import type { Candidate } from "./candidate.ts";
import type { ChoiceAsk } from "./choice-ask.ts";
import { type Choice, choose, mainReason } from "./choose.ts";
import { type WeightVariant, weightVariants } from "./weight-variants.ts";

/** Which weights to compare. */
export interface VariantAsk {
  /** Include formats for which the catalog has no checkpoint. */
  reckoned?: boolean;
}

/** A weight variant of a model, and the cheapest candidate. */
export interface VariantChoice extends Omit<WeightVariant, "model"> {
  /** Undefined if nothing serves it; `reason` has the cause. */
  candidate: Candidate | undefined;
  reason: string;
}

/** The same request for a model in other weights, evaluated on the instance types and purchase options of `choice`. */
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
