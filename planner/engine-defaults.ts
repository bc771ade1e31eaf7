/** vLLM's default share of a GPU's memory. Source: `CacheConfig.gpu_memory_utilization`, vLLM 0.33.0. */
export const defaultUtilization = 0.92;

/** What vLLM batches at most in one step. */
export interface BatchLimits {
  /** `--max-num-seqs`: requests decoded together. */
  maxNumSeqs: number;
  /** `--max-num-batched-tokens`: tokens of all requests in one step. */
  maxNumBatchedTokens: number;
}

/**
 * vLLM's own limits for its API server, which depend on the memory of a GPU (GiB) alone.
 * An A100 of 80 GB gets smaller ones from vLLM; the larger ones here only plan for more than it needs.
 * Source: `EngineArgs.get_batch_defaults`, vLLM 0.33.0.
 */
export function defaultBatchLimits(gpuGiB: number): BatchLimits {
  if (gpuGiB >= 160) return { maxNumSeqs: 1024, maxNumBatchedTokens: 16_384 };
  if (gpuGiB >= 70) return { maxNumSeqs: 1024, maxNumBatchedTokens: 8192 };
  return { maxNumSeqs: 256, maxNumBatchedTokens: 2048 };
}
