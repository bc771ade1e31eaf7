import { estimatedUsableGiB } from "../catalog/gpus.ts";
import { blocksPerRequest } from "./cache/cache-groups.ts";
import { recipeSettings } from "./catalog-shape.ts";
import type { FitAsk } from "./fit-ask.ts";
import { asFitModel } from "./fit-model.ts";
import { notPlanned, planned } from "./fit-reason.ts";
import { GiB } from "./gib.ts";
import { type MemoryPlan, planMemory, type RankMemory } from "./memory/plan-memory.ts";
import type { Fit } from "./planned-fit.ts";
import { usualLayout } from "./usual-layout.ts";
import { batchedTokensOf, type NodeLayout } from "./vllm/layout.ts";
import type { AskedSettings } from "./vllm/settings.ts";

/**
 * Whether a model meets a request on these GPUs, in one layout within a node and a pipeline over several: the share of each GPU that vLLM
 * may use, minus weights and the engine's own memory, is KV cache. {@link layoutRefusal} checks whether vLLM runs the layout.
 * tests/planner/check compares it with published start-up logs.
 * @throws RangeError for an implausible count, length or share.
 */
export function planFit(ask: FitAsk): Fit {
  const { model, gpu, nodes = 1, contextTokens, concurrent } = ask;
  for (const [name, value] of Object.entries({ "gpu.count": gpu.count, nodes, contextTokens, concurrent }))
    if (!Number.isInteger(value) || value < 1) throw new RangeError(`${name} is ${value}; accepted: a whole number of at least 1`);
  const usableGiB = "usableGiB" in gpu ? gpu.usableGiB : estimatedUsableGiB(gpu.memoryMiB);
  if (!(usableGiB > 0)) throw new RangeError(`the memory of one GPU is ${usableGiB} GiB; accepted: more than 0`);
  const { shape, missing } = asFitModel(model);
  if (!shape) return notPlanned(model, missing);

  const layout = ask.layout ?? usualLayout(model, shape, gpu.count);
  const { tensorParallel, dataParallel } = layout;
  const settings = settingsOf(ask, layout);
  const ofRank = Math.ceil(concurrent / dataParallel);
  const plan = planMemory({ shape, gpu: { name: gpu.name ?? "", usableGiB }, settings, checkpointBytes: model.checkpointBytes });
  const rank = plan.ranks[plan.worst] as RankMemory;
  const blocks = Math.max(0, Math.floor(rank.pool.mid / rank.cache.bytesPerBlock));
  const request = (tokens: number) => blocksOfRequest(plan, rank, tokens);
  return planned(ask, {
    perGpu: {
      weightsGiB: rank.weights.mid / GiB,
      overheadGiB: (rank.activation.mid + rank.nonTorch.mid + rank.cudaGraphs.mid) / GiB,
      kvPoolGiB: (blocks * rank.cache.bytesPerBlock) / GiB,
    },
    kvNeededGiB: (ofRank * request(contextTokens) * rank.cache.bytesPerBlock) / GiB,
    maxContextTokens: longest(model.maxContextTokens, (tokens) => ofRank * request(tokens) <= blocks),
    maxConcurrent: dataParallel * Math.floor(blocks / request(contextTokens)),
    tensorParallel,
    layout,
    memory: plan,
  });
}

function settingsOf(
  { model, nodes = 1, contextTokens, kvCacheDtype = "auto", gpuMemoryUtilization, maxNumSeqs, maxNumBatchedTokens }: FitAsk,
  layout: NodeLayout,
): AskedSettings {
  return {
    ...recipeSettings(model),
    ...(kvCacheDtype === "auto" ? {} : { kvCacheDtype }),
    ...layout,
    pipelineParallel: nodes,
    maxModelLen: contextTokens,
    utilization: gpuMemoryUtilization,
    maxNumSeqs,
    maxNumBatchedTokens: maxNumBatchedTokens ?? batchedTokensOf(layout),
  };
}

function blocksOfRequest({ settings }: MemoryPlan, { cache }: RankMemory, tokens: number): number {
  return blocksPerRequest(cache, { tokens, inFlight: settings.inFlight, decodeContextParallel: settings.decodeContextParallel });
}

/** The largest number of 0..most for which `holds` is true, assuming it is true for every smaller one. */
function longest(most: number, holds: (tokens: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
