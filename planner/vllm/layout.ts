/** How a model is distributed over GPUs. */
export interface Layout {
  /** `--tensor-parallel-size`: ranks that share every layer. */
  tensorParallel: number;
  /** `--pipeline-parallel-size`: stages that the layers are split into. */
  pipelineParallel: number;
  /** `--data-parallel-size`: replicas of attention, each with its own cache. */
  dataParallel: number;
  /** `--enable-expert-parallel`: whole experts are distributed over tensor and data ranks, instead of slices of each. */
  expertParallel: boolean;
  /** `--decode-context-parallel-size`: ranks of a tensor group that the tokens of a cache are split over. */
  decodeContextParallel: number;
}

/** Everything on one GPU. */
export const oneGpu: Layout = { tensorParallel: 1, pipelineParallel: 1, dataParallel: 1, expertParallel: false, decodeContextParallel: 1 };

/** Number of GPUs of a layout. */
export const gpusOf = ({ tensorParallel, pipelineParallel, dataParallel }: Layout) => tensorParallel * pipelineParallel * dataParallel;

/** How a model is distributed over the GPUs of one node. */
export type NodeLayout = Pick<Layout, "tensorParallel" | "dataParallel" | "expertParallel">;

/** Number of GPUs per node of a layout. */
export const gpusOfNode = ({ tensorParallel, dataParallel }: NodeLayout) => tensorParallel * dataParallel;

export const sameLayout = (a: NodeLayout, b: NodeLayout): boolean =>
  a.tensorParallel === b.tensorParallel && a.dataParallel === b.dataParallel && a.expertParallel === b.expertParallel;

/**
 * `--max-num-batched-tokens` of one data parallel rank. Each rank gathers the tokens of all ranks for its experts, so with vLLM's default
 * of 8192 or 16,384 eight ranks would reserve memory for up to 131,072 (15 GiB for R1 at 8192); its default on small GPUs keeps that small.
 */
const dataParallelTokens = 2048;

/** `--max-num-batched-tokens` of a keep; undefined for vLLM's default. */
export const batchedTokensOf = ({ dataParallel }: Pick<Layout, "dataParallel">): number | undefined =>
  dataParallel > 1 ? dataParallelTokens : undefined;

/** A layout in words, for example `data parallel attention x 4, each over 2 GPUs, with expert parallelism`. */
export function layoutWords({ tensorParallel, dataParallel, expertParallel }: NodeLayout, nodes = 1): string {
  const experts = expertParallel ? " with expert parallelism" : "";
  const stages = nodes > 1 ? `, a pipeline over ${nodes} nodes` : "";
  if (dataParallel === 1) return (tensorParallel === 1 ? "one GPU" : `tensor parallel over ${tensorParallel} GPUs`) + experts + stages;
  const each = tensorParallel === 1 ? "" : `, each over ${tensorParallel} GPUs,`;
  return `data parallel attention x ${dataParallel}${each}${experts}${stages}`;
}

/**
 * Layers of each pipeline stage: evenly divided, the remainder goes to the stages before the last, which has the head.
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
