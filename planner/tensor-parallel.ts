/**
 * Tensor-parallel size for a model on the GPUs of one replica: the largest power of two that divides the attention heads. Only powers of
 * two, because KV heads, MLP widths and expert counts must be divisible too, and all in the catalog are. Source: vLLM
 * `ModelConfig.verify_with_parallel_config` for the heads; 12 heads exclude 8 ranks, 28 allow 1, 2 and 4.
 */
export function tensorParallelSize(attentionHeads: number, gpuCount: number): number {
  let size = 1;
  while (size * 2 <= gpuCount && attentionHeads % (size * 2) === 0) size *= 2;
  return size;
}
