import type { MemoryPlan } from "./memory/plan-memory.ts";
import type { NodeLayout } from "./vllm/layout.ts";

/** Memory of one GPU of the replica, in GiB. */
export interface GpuBudget {
  weightsGiB: number;
  overheadGiB: number;
  /** Memory for the KV cache; never below 0. */
  kvPoolGiB: number;
}

/** A fit that could be computed. */
export interface PlannedFit {
  fits: boolean;
  perGpu: GpuBudget;
  /** KV cache on each GPU for the request, in GiB; a data-parallel rank takes its share of the requests. */
  kvNeededGiB: number;
  /** Longest request of which `concurrent` fit, in tokens, at most the model's maximum; 0 if none fits. */
  maxContextTokens: number;
  /** Requests of `contextTokens` that fit, over all data-parallel ranks: each request is on one of them. */
  maxConcurrent: number;
  tensorParallel: number;
  layout: NodeLayout;
  /** Memory of every rank, with ranges. */
  memory: MemoryPlan;
  /** The reason in one sentence. */
  reason: string;
}

/** A fit that could not be computed because the catalog lacks a fact; `reason` names it. */
export interface UnknownFit {
  fits: null;
  reason: string;
}

export type Fit = PlannedFit | UnknownFit;
