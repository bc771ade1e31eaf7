import { estimatedUsableGiB } from "../catalog/gpus.ts";
import type { Model } from "../catalog/models.ts";
import { blocksPerRequest } from "./cache/cache-groups.ts";
import { recipeSettings } from "./catalog-shape.ts";
import { asFitModel, type FitModel } from "./fit-model.ts";
import { notPlanned, planned } from "./fit-reason.ts";
import { GiB } from "./gib.ts";
import { type MemoryPlan, planMemory, type RankMemory } from "./memory/plan-memory.ts";
import { usualLayout } from "./usual-layout.ts";
import type { BatchLimits } from "./vllm/defaults-by-release.ts";
import { batchedTokensOf, type NodeLayout } from "./vllm/layout.ts";
import type { AskedSettings } from "./vllm/settings.ts";

/** Number format of the cache; `auto` is what vLLM takes by itself, or what the model's recipe says. */
export type KvCacheDtype = "auto" | "fp8";

/** GPUs of one replica on one node, all alike: with what vLLM sees of their memory, or what is stated of it, and their name where it is known. */
export type FitGpu = { count: number; name?: string } & ({ usableGiB: number } | { memoryMiB: number });

/** What a replica must hold. */
export interface FitAsk extends Partial<BatchLimits> {
  model: Model | FitModel;
  gpu: FitGpu;
  /** Nodes of one replica, each a pipeline stage with as many GPUs; 1 where left out. */
  nodes?: number;
  /** How the GPUs of a node share the model out; as {@link usualLayout} says where left out. */
  layout?: NodeLayout | undefined;
  /** Longest request, input and output together, in tokens. */
  contextTokens: number;
  /** Requests of that length that must be cached at once. */
  concurrent: number;
  kvCacheDtype?: KvCacheDtype;
  /** Share of a GPU that vLLM may use; 0.92 where left out. */
  gpuMemoryUtilization?: number;
}

/** Memory of one GPU of the replica, in GiB. */
export interface GpuBudget {
  weightsGiB: number;
  overheadGiB: number;
  /** What is left for the KV cache; never below 0. */
  kvPoolGiB: number;
}

/** A fit that could be judged. */
export interface PlannedFit {
  fits: boolean;
  perGpu: GpuBudget;
  /** KV cache on each GPU for what was asked, in GiB; a data parallel rank takes its share of the requests. */
  kvNeededGiB: number;
  /** Longest request of which `concurrent` fit, in tokens, at most what the model was trained for; 0 where none does. */
  maxContextTokens: number;
  /** Requests of `contextTokens` that fit, over all data parallel ranks: each request lies on one of them. */
  maxConcurrent: number;
  tensorParallel: number;
  layout: NodeLayout;
  /** Memory of every rank, with ranges. */
  memory: MemoryPlan;
  /** One sentence that says why. */
  reason: string;
}

/** A fit that could not be judged, because the catalog lacks a fact; `reason` names it. */
export interface UnknownFit {
  fits: null;
  reason: string;
}

export type Fit = PlannedFit | UnknownFit;

/**
 * Whether a model serves what is asked on these GPUs, in one layout within a node and a pipeline over several: weights and the engine's own
 * memory are taken off the share of each GPU that vLLM may use, the rest is KV cache. Whether vLLM runs the layout, {@link layoutRefusal} says. Held against published start-up logs by tests/planner/check.
 * @throws RangeError for a count, a length or a share that cannot be meant.
 */
export function planFit(ask: FitAsk): Fit {
  const { model, gpu, nodes = 1, contextTokens, concurrent } = ask;
  for (const [name, value] of Object.entries({ "gpu.count": gpu.count, nodes, contextTokens, concurrent }))
    if (!Number.isInteger(value) || value < 1) throw new RangeError(`${name} is ${value}; accepted is a whole number of at least 1`);
  const usableGiB = "usableGiB" in gpu ? gpu.usableGiB : estimatedUsableGiB(gpu.memoryMiB);
  if (!(usableGiB > 0)) throw new RangeError(`the memory of one GPU is ${usableGiB} GiB; accepted is more than 0`);
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

/** The largest of 0..most for which `holds`, where it holds for every smaller number too. */
function longest(most: number, holds: (tokens: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
