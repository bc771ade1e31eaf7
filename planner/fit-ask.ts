import type { Model } from "../catalog/models.ts";
import type { FitModel } from "./fit-model.ts";
import type { BatchLimits } from "./vllm/defaults-by-release.ts";
import type { NodeLayout } from "./vllm/layout.ts";

/** Data type of the cache; `auto` is vLLM's default, or that of the model's recipe. */
export type KvCacheDtype = "auto" | "fp8";

/** GPUs of one replica on one node, all of one type: with the memory that vLLM sees or the nominal memory, and their name if known. */
export type FitGpu = { count: number; name?: string } & ({ usableGiB: number } | { memoryMiB: number });

/** What a replica must hold. */
export interface FitAsk extends Partial<BatchLimits> {
  model: Model | FitModel;
  gpu: FitGpu;
  /** Nodes of one replica, each a pipeline stage with as many GPUs; default 1. */
  nodes?: number;
  /** How the model is distributed over the GPUs of a node; default {@link usualLayout}. */
  layout?: NodeLayout | undefined;
  /** Longest request, input plus output, in tokens. */
  contextTokens: number;
  /** Concurrent requests of that length. */
  concurrent: number;
  kvCacheDtype?: KvCacheDtype;
  /** Share of a GPU that vLLM may use; default 0.92. */
  gpuMemoryUtilization?: number;
}
