/** How a model is spread over GPUs. */
export interface Layout {
  /** `--tensor-parallel-size`: ranks that share every layer. */
  tensorParallel: number;
  /** `--pipeline-parallel-size`: stages that share the layers out. */
  pipelineParallel: number;
  /** `--data-parallel-size`: copies of attention, each with its own cache. */
  dataParallel: number;
  /** `--enable-expert-parallel`: whole experts are shared out over tensor and data ranks, in place of slices of each. */
  expertParallel: boolean;
  /** `--decode-context-parallel-size`: ranks of a tensor group that share the tokens of a cache out. */
  decodeContextParallel: number;
}

/** All on one GPU. */
export const oneGpu: Layout = { tensorParallel: 1, pipelineParallel: 1, dataParallel: 1, expertParallel: false, decodeContextParallel: 1 };

/** GPUs that a layout takes. */
export const gpusOf = ({ tensorParallel, pipelineParallel, dataParallel }: Layout) => tensorParallel * pipelineParallel * dataParallel;

/**
 * Layers of each pipeline stage: even, and what is left over goes to the stages before the last, which has the head.
 * Source: `get_pp_indices`, vLLM 0.33.0 `distributed/utils.py`.
 */
export function stages(layers: number, pipelineParallel: number): { from: number; to: number }[] {
  const sizes: number[] = Array.from({ length: pipelineParallel }, () => Math.floor(layers / pipelineParallel));
  for (let i = 2; i < (layers % pipelineParallel) + 2; i++) sizes[pipelineParallel - i] = Math.floor(layers / pipelineParallel) + 1;
  let from = 0;
  return sizes.map((size) => {
    const stage = { from, to: from + size };
    from += size;
    return stage;
  });
}
