import { knownInstances } from "../../catalog/instances.ts";
import { knownModels, type Model } from "../../catalog/models.ts";
import type { Prices } from "../cost/prices.ts";
import { checkpointOf } from "../fit-model.ts";
import type { Candidate } from "./candidate.ts";
import type { ChoiceAsk } from "./choice-ask.ts";
import { choose } from "./choose.ts";

/** A smaller model and the cheapest single GPU that holds it. */
export interface Lean {
  model: Model;
  candidate: Candidate;
  /** The trade-off, in a few words. */
  lost: string;
}

/**
 * Smaller dense models of the catalog on single GPUs, for the same context and load, the cheapest first, each with its trade-off.
 * @param winner the choice for the requested model; options that cost as much are left out
 */
export function leanOptions(ask: ChoiceAsk, prices: Prices, winner?: Candidate): Lean[] {
  const single = knownInstances().filter(({ gpuCount }) => gpuCount === 1);
  return knownModels()
    .filter((model) => model.architecture === "dense" && model.maxContextTokens >= ask.contextTokens && isSmaller(model, ask.model))
    .flatMap((model) => {
      const [candidate] = choose({ ...ask, model }, ["on-demand"], prices, single).ranked;
      if (!candidate || (winner && candidate.cost.perMonth >= winner.cost.perMonth)) return [];
      return [{ model, candidate, lost: lostBy({ model, candidate }, ask, winner) }];
    })
    .sort((a, b) => a.candidate.cost.perMonth - b.candidate.cost.perMonth || b.model.parameters.total - a.model.parameters.total);
}

/** By parameters, or by the size of the weights if the requested model does not state them. */
function isSmaller(model: Model, asked: ChoiceAsk["model"]): boolean {
  if ("parameters" in asked) return model.parameters.total < asked.parameters.total;
  return checkpointOf(model) < checkpointOf(asked);
}

const billions = (parameters: number) => `${(parameters / 1e9).toFixed(1)}B`;

function lostBy(
  { model, candidate: { replicas } }: Omit<Lean, "lost">,
  { model: asked }: ChoiceAsk,
  winner: Candidate | undefined,
): string {
  const size =
    "parameters" in asked
      ? `${billions(model.parameters.total)} parameters, not ${billions(asked.parameters.total)}`
      : `a smaller model than ${asked.name}`;
  const fewer = winner !== undefined && replicas < winner.replicas;
  return fewer ? `${size}; ${replicas} ${replicas === 1 ? "replica" : "replicas"}, not ${winner.replicas}` : size;
}
