import { estimatedUsableGiB } from "../catalog/gpus.ts";
import type { Model } from "../catalog/models.ts";
import { type BatchLimits, defaultBatchLimits, defaultUtilization } from "./engine-defaults.ts";
import { notPlanned, planned } from "./fit-reason.ts";
import { GiB } from "./gib.ts";
import { type KvCacheDtype, kvBytesPerRequest } from "./kv-cache.ts";
import { kvPoolGiB } from "./kv-pool.ts";
import { overhead } from "./overhead.ts";
import { tensorParallelSize } from "./tensor-parallel.ts";
import { weightsGiB } from "./weights.ts";

/** GPUs of one replica on one node, all alike: with what vLLM sees of their memory, or what is stated of it. */
export type FitGpu = { count: number; usableGiB: number } | { count: number; memoryMiB: number };

/** What a replica must hold. */
export interface FitAsk extends Partial<BatchLimits> {
  model: Model;
  gpu: FitGpu;
  /** Nodes of one replica, each a pipeline stage with as many GPUs; 1 where left out. */
  nodes?: number;
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
  /** KV cache on each GPU for what was asked, in GiB. */
  kvNeededGiB: number;
  /** Longest request of which `concurrent` fit, in tokens, at most what the model was trained for; 0 where none does. */
  maxContextTokens: number;
  /** Requests of `contextTokens` that fit. */
  maxConcurrent: number;
  tensorParallel: number;
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
 * Whether a model serves what is asked on these GPUs, tensor parallelism within a node and a pipeline over several: weights and the engine's own memory are taken off the share of each GPU that vLLM
 * may use, the rest is KV cache. Held to 10% against published start-up logs by tests/planner.
 * @throws RangeError for a count, a length or a share that cannot be meant.
 */
export function planFit(ask: FitAsk): Fit {
  const { model, gpu, nodes = 1, contextTokens, concurrent, kvCacheDtype = "auto", gpuMemoryUtilization = defaultUtilization } = ask;
  if (!(gpuMemoryUtilization > 0 && gpuMemoryUtilization <= 1))
    throw new RangeError(`gpuMemoryUtilization is ${gpuMemoryUtilization}; accepted is a share above 0, at most 1`);
  for (const [name, value] of Object.entries({ "gpu.count": gpu.count, nodes, contextTokens, concurrent }))
    if (!Number.isInteger(value) || value < 1) throw new RangeError(`${name} is ${value}; accepted is a whole number of at least 1`);
  const usableGiB = "usableGiB" in gpu ? gpu.usableGiB : estimatedUsableGiB(gpu.memoryMiB);
  if (!(usableGiB > 0)) throw new RangeError(`the memory of one GPU is ${usableGiB} GiB; accepted is more than 0`);

  if (model.attentionHeads === null) return notPlanned(model, "number of attention heads unknown");
  const tensorParallel = tensorParallelSize(model.attentionHeads, gpu.count);
  const weights = weightsGiB(model, tensorParallel, nodes);
  if (weights === null) return notPlanned(model, "checkpoint size unknown");

  const limits = { ...defaultBatchLimits(usableGiB), ...defined(ask) };
  const own = overhead(model, tensorParallel, limits.maxNumSeqs);
  const overheadGiB = own.activationGiB + own.nonTorchGiB + own.cudaGraphGiB;
  const pool = kvPoolGiB({ usableGiB, utilization: gpuMemoryUtilization, weightsGiB: weights, overheadGiB });
  const perGpu = { weightsGiB: weights, overheadGiB, kvPoolGiB: pool };

  const layout = { dtype: kvCacheDtype, tensorParallel, stages: nodes, maxNumBatchedTokens: limits.maxNumBatchedTokens };
  const requestGiB = (tokens: number) => (kvBytesPerRequest(model, tokens, layout) ?? Number.NaN) / GiB;
  const request = requestGiB(contextTokens);
  if (Number.isNaN(request)) return notPlanned(model, `memory of its KV cache in vLLM${nodes > 1 ? " over several nodes" : ""} unknown`);
  return planned(ask, {
    perGpu,
    kvNeededGiB: concurrent * request,
    maxContextTokens: longest(model.maxContextTokens, (tokens) => concurrent * requestGiB(tokens) <= pool),
    maxConcurrent: Math.floor(pool / request),
    tensorParallel,
  });
}

function defined({ maxNumSeqs, maxNumBatchedTokens }: FitAsk): Partial<BatchLimits> {
  return { ...(maxNumSeqs === undefined ? {} : { maxNumSeqs }), ...(maxNumBatchedTokens === undefined ? {} : { maxNumBatchedTokens }) };
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
