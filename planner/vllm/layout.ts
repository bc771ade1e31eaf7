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

/** How the GPUs of one node share a model out. */
export type NodeLayout = Pick<Layout, "tensorParallel" | "dataParallel" | "expertParallel">;

/** GPUs of one node that a layout takes. */
export const gpusOfNode = ({ tensorParallel, dataParallel }: NodeLayout) => tensorParallel * dataParallel;

export const sameLayout = (a: NodeLayout, b: NodeLayout): boolean =>
  a.tensorParallel === b.tensorParallel && a.dataParallel === b.dataParallel && a.expertParallel === b.expertParallel;

/**
 * `--max-num-batched-tokens` of one data parallel rank. Each rank gathers the tokens of all of them for its experts, so vLLM's own 8192 or
 * 16,384 would have eight ranks keep room for as much as 131,072 (15 GiB of R1 at 8192); its default on small GPUs keeps that room small.
 */
const dataParallelTokens = 2048;

/** What a keep sets `--max-num-batched-tokens` to, in tokens; undefined for vLLM's own. */
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
