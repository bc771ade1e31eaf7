/** What one GPU's memory is spent on, in GiB. */
export interface PoolBudget {
  usableGiB: number;
  /** Share of it that vLLM may use. */
  utilization: number;
  weightsGiB: number;
  /** Activations, memory outside PyTorch and, since vLLM 0.21, the estimate of CUDA graphs. */
  overheadGiB: number;
}

/**
 * Memory of one GPU that is left for the KV cache, in GiB; 0 where nothing is.
 * Source: `determine_available_memory` in vLLM `gpu_worker.py`.
 */
export function kvPoolGiB({ usableGiB, utilization, weightsGiB, overheadGiB }: PoolBudget): number {
  return Math.max(0, usableGiB * utilization - weightsGiB - overheadGiB);
}
