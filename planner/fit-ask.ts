import type { Model } from "../catalog/models.ts";
import type { FitModel } from "./fit-model.ts";
import type { BatchLimits } from "./vllm/defaults-by-release.ts";
import type { NodeLayout } from "./vllm/layout.ts";

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
