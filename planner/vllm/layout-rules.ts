import type { Experts, Layer, ModelShape } from "../model/shape.ts";
import type { WeightFormat } from "../model/weight-format.ts";
import type { Layout } from "./layout.ts";
import { defaultRelease, type Release, since } from "./release.ts";

/** GPUs per node and nodes of one replica. */
export interface ReplicaNodes {
  gpus: number;
  nodes: number;
}

interface Asked {
  shape: ModelShape;
  layout: Layout;
  replica: ReplicaNodes;
  release: Release;
}

/** Why vLLM or the kit does not run a layout, in one sentence without the final period; undefined if the rule allows it. */
type Rule = (asked: Asked) => string | undefined;

/** Number of values that share one scale along a row: a slice must not end within such a block. `null` if any slice is allowed. */
const scaleBlock: Record<WeightFormat, number | null> = {
  bf16: null,
  fp32: null,
  fp8: null,
  "fp8-block": 128,
  int8: null,
  "int4-g32": 32,
  "int4-g64": 64,
  "int4-g128": 128,
  nvfp4: 16,
  // Kernels pad slices of MXFP4 to whole blocks. Source: `mxfp4_round_up_hidden_size_and_intermediate_size`, vLLM 0.33.0 `oracle/mxfp4.py`.
  mxfp4: null,
  bnb4: null,
};

const isMixture = ({ layers }: ModelShape) => layers.some(({ experts }) => experts !== null);

/** Layers that are the same for a rule are checked once. */
function distinct<T>(values: (T | null)[]): T[] {
  return [...new Map(values.flatMap((value) => (value === null ? [] : [[JSON.stringify(value), value] as const]))).values()];
}

const expertsOf = ({ layers }: ModelShape): Experts[] => distinct(layers.map(({ experts }) => experts));

/** A multi-node replica is a pipeline with one stage per node; the kit runs no other layout. */
const wholeReplica: Rule = ({ layout, replica: { gpus, nodes } }) => {
  const { tensorParallel, pipelineParallel, dataParallel } = layout;
  const product = tensorParallel * dataParallel;
  if (product !== gpus) return `tensor x data parallel is ${product}, and a node has ${gpus} GPUs`;
  if (pipelineParallel !== nodes) return `${pipelineParallel} pipeline stages do not match ${nodes} nodes`;
  return nodes > 1 && dataParallel > 1 ? "data parallel ranks run only on one node" : undefined;
};

/** Source: `ModelConfig.verify_with_parallel_config`, vLLM 0.33.0 `config/model.py`. */
const attentionHeads: Rule = ({ shape: { attention }, layout: { tensorParallel } }) =>
  attention.heads % tensorParallel === 0 ? undefined : `${attention.heads} attention heads do not divide by ${tensorParallel}`;

/** KV heads are split, or replicated evenly. Source: `QKVParallelLinear.__init__`, vLLM 0.33.0 `model_executor/layers/linear.py`. */
const kvHeads: Rule = ({ shape: { attention }, layout: { tensorParallel } }) => {
  if (attention.kind !== "heads") return undefined;
  const [more, fewer] = [Math.max(attention.kvHeads, tensorParallel), Math.min(attention.kvHeads, tensorParallel)];
  return more % fewer === 0 ? undefined : `${attention.kvHeads} KV heads and ${tensorParallel} tensor ranks do not divide`;
};

/** The output projection of V4 is in groups of heads. Source: `n_local_groups`, vLLM 0.33.0 `models/deepseek_v4/attention.py`. */
const outputGroups: Rule = ({ shape: { attention }, layout: { tensorParallel } }) =>
  attention.kind !== "compressed" || attention.outGroups % tensorParallel === 0
    ? undefined
    : `${attention.outGroups} output groups of its attention do not divide by ${tensorParallel}`;

/** Source: `_verify_with_expert_parallelism`, vLLM 0.33.0 `config/model.py`. */
const expertsThere: Rule = ({ shape, layout: { expertParallel } }) =>
  expertParallel && !isMixture(shape) ? "it has no experts to distribute" : undefined;

/**
 * Data-parallel ranks of a dense model share nothing: replicas do the same, and fail independently. Sources: `data_parallel_external_lb`
 * and `ParallelConfig.__post_init__`, vLLM 0.33.0 `config/parallel.py`; strategy `single_node_dep`, vllm-project/recipes of 2026-08-21,
 * which is only for mixture-of-experts models with expert parallelism.
 */
const dataOfMixtures: Rule = ({ shape, layout: { dataParallel, expertParallel } }) => {
  if (dataParallel === 1) return undefined;
  if (!isMixture(shape)) return "data parallel ranks of a dense model have no advantage over replicas; accepted: mixture-of-experts models";
  return expertParallel ? undefined : "no recipe runs data parallel attention without expert parallelism";
};

/** Whole experts, the same number on each rank. Source: `n_local_physical_experts`, vLLM 0.33.0 `deepseek_v2.py` and `deepseek_v4`. */
const expertsShared: Rule = ({ shape, layout: { tensorParallel, dataParallel, expertParallel } }) => {
  const ranks = tensorParallel * dataParallel;
  const uneven = expertParallel ? expertsOf(shape).find(({ count }) => count % ranks !== 0) : undefined;
  return uneven && `${uneven.count} experts do not divide by ${ranks} ranks`;
};

/** Widths of the attention matrices that are split over tensor-parallel ranks: outputs of the first, inputs of the last. */
function attentionWidths({ attention }: ModelShape): [string, number][] {
  switch (attention.kind) {
    case "heads":
      return [["attention", attention.heads * attention.headDim]];
    case "latent":
      return [
        ["the query projection", attention.heads * (attention.nope + attention.rope)],
        ["the key and value projection", attention.heads * (attention.nope + attention.value)],
        ["the output projection", attention.heads * attention.value],
      ];
    case "compressed":
      return [
        ["the query projection", attention.heads * attention.headDim],
        ["the output projection", attention.outGroups * attention.outRank],
      ];
  }
}

/**
 * Shared experts are whole on each rank if tokens rather than widths are split. Source: `use_sequence_parallel_moe`, vLLM 0.33.0
 * `config/parallel.py`.
 */
export const sharedExpertRanks = ({ tensorParallel, dataParallel, expertParallel }: Layout) =>
  expertParallel && dataParallel > 1 ? 1 : tensorParallel;

/** V4's own networks pad their slices since 0.24: `DeepseekV4MLP`, vLLM 0.24 to 0.33 `models/deepseek_v4/nvidia/model.py`; issue 42384 is of 0.20. */
const slicesPadded = ({ attention }: ModelShape, release: Release) => attention.kind === "compressed" && since(release, 24);

function networkWidths(layer: Layer, { shape, layout, release }: Asked): [string, number, number][] {
  if (slicesPadded(shape, release)) return [];
  const { tensorParallel } = layout;
  const { dense, experts } = layer;
  return [
    ...(dense === null ? [] : [["a dense network", dense, tensorParallel] satisfies [string, number, number]]),
    ...(experts && experts.shared > 0
      ? [["the shared experts", experts.shared * experts.intermediate, sharedExpertRanks(layout)] satisfies [string, number, number]]
      : []),
  ];
}

/**
 * Each slice of a quantized linear layer must end at a block boundary of its scales. Source: `validate_fp8_block_shape`, vLLM 0.33.0
 * `quantization/utils/fp8_utils.py`; for groups of 4 bits `verify_marlin_supports_shape` of `marlin_utils.py`.
 */
const linearBlocks: Rule = (asked) => {
  const { shape, layout } = asked;
  const block = scaleBlock[shape.formats.linear];
  if (block === null) return undefined;
  const { tensorParallel } = layout;
  const widths = [
    ...attentionWidths(shape).map(([name, width]): [string, number, number] => [name, width, tensorParallel]),
    ...distinct(shape.layers).flatMap((layer) => networkWidths(layer, asked)),
  ];
  return widths.map(([name, width, ranks]) => cut(name, width, ranks, block)).find(Boolean);
};

/** Like {@link linearBlocks}, for sliced experts: over all tensor and data ranks. Source: `validate_fp8_block_shape_moe`, as above. */
const expertBlocks: Rule = ({ shape, layout: { tensorParallel, dataParallel, expertParallel } }) => {
  const block = scaleBlock[shape.formats.experts];
  if (block === null || expertParallel) return undefined;
  const ranks = tensorParallel * dataParallel;
  return expertsOf(shape)
    .map(({ intermediate }) => cut("an expert", intermediate, ranks, block))
    .find(Boolean);
};

const cut = (name: string, width: number, ranks: number, block: number): string | undefined =>
  width % (ranks * block) === 0 || ranks === 1
    ? undefined
    : `the ${width} of ${name} in ${ranks} slices are ${width / ranks} each, not a multiple of ${block}, the block that shares a scale`;

const rules: readonly Rule[] = [
  wholeReplica,
  attentionHeads,
  kvHeads,
  outputGroups,
  expertsThere,
  dataOfMixtures,
  expertsShared,
  linearBlocks,
  expertBlocks,
];

/** Why a layout of a model is not run, in one sentence without the final period; undefined if it is. */
export function layoutRefusal(
  shape: ModelShape,
  layout: Layout,
  replica: ReplicaNodes,
  release: Release = defaultRelease,
): string | undefined {
  for (const rule of rules) {
    const reason = rule({ shape, layout, replica, release });
    if (reason !== undefined) return reason;
  }
  return undefined;
}
