import type { FitAsk } from "./fit-ask.ts";
import type { FitModel } from "./fit-model.ts";
import type { PlannedFit, UnknownFit } from "./planned-fit.ts";

const gib = (value: number) => `${value.toFixed(1)} GiB`;

/** The verdict on a fit, with the reason in one sentence. */
export function planned(
  { model, gpu, nodes = 1, contextTokens, concurrent }: FitAsk,
  numbers: Omit<PlannedFit, "fits" | "reason">,
): PlannedFit {
  const { perGpu, kvNeededGiB, maxContextTokens } = numbers;
  const gpus = gpu.count * nodes;
  const each = gpus === 1 ? "the GPU" : `each of ${gpus} GPUs`;
  const { dataParallel } = numbers.layout;
  const ofRank = Math.ceil(concurrent / dataParallel);
  const asked = `${ofRank === 1 ? "a request" : `${ofRank} requests`} of ${contextTokens} tokens${dataParallel > 1 ? `, one rank's share of ${concurrent},` : ""}`;
  const verdict = (fits: boolean, reason: string): PlannedFit => ({ fits, ...numbers, reason });

  if (contextTokens > model.maxContextTokens)
    return verdict(false, `${model.name} was trained for ${model.maxContextTokens} tokens, not ${contextTokens}`);
  if (perGpu.kvPoolGiB <= 0)
    return verdict(
      false,
      `on ${each} the weights take ${gib(perGpu.weightsGiB)} and the engine ${gib(perGpu.overheadGiB)}, which leaves nothing for the KV cache`,
    );
  const needs = `${asked} ${ofRank === 1 ? "takes" : "take"} ${gib(kvNeededGiB)} of KV cache on ${each}, ${gib(perGpu.kvPoolGiB)} are free next to the weights (${gib(perGpu.weightsGiB)})`;
  if (kvNeededGiB > perGpu.kvPoolGiB) return verdict(false, `${needs}; the longest that fits is ${maxContextTokens} tokens`);
  return verdict(true, needs);
}

/** A fit that cannot be computed because a fact is missing. */
export function notPlanned({ name }: Pick<FitModel, "name">, missing: string): UnknownFit {
  return { fits: null, reason: `${name} cannot be planned: ${missing}` };
}
