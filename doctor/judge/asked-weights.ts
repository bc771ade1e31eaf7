import type { ModelNeeds } from "../needs.ts";

type Weights = ModelNeeds["served"]["target"]["weights"];

/** What is asked of the weights of one model. */
export interface AskedWeights<Kind extends Weights["kind"] = Weights["kind"]> {
  about: string;
  /** Path of the setting. */
  path: string;
  weights: Extract<Weights, { kind: Kind }>;
  model: ModelNeeds;
  serving: string;
}
