import { type ExpertKernels, kernelPadding } from "../model/expert-kernels.ts";
import type { AttentionWeights, Experts, Layer, ModelShape } from "../model/shape.ts";
import { bytesPerWeight, type WeightFormat } from "../model/weight-format.ts";
import { type Layout, oneGpu, stages } from "../vllm/layout.ts";
import { sharedExpertRanks } from "../vllm/layout-rules.ts";

/** Vocabulary rows are padded to whole multiples of this. Source: `DEFAULT_VOCAB_PADDING_SIZE`, vLLM. */
const vocabularyPadding = 64;

/** What of a layer's weights lies in 16 bits in addition to its matrices: norms and biases, in widths of the model. */
const normWidths = 4;

export interface WeightOptions {
  layout: Layout;
  /** Whether the checkpoint's multi-token-prediction layers are loaded for speculative decoding. */
  draft: boolean;
  /** Whether MLA keeps its up-projections a second time, absorbed into the query and output matrices: vLLM before 0.8. */
  absorbed: boolean;
  /** Kernels of gpt-oss's experts, which pad their widths; null for widths as stored in files. */
  kernels: ExpertKernels | null;
}

/** Bytes of the weights on each pipeline stage, on one tensor rank of it. */
export function stageWeights(shape: ModelShape, options: WeightOptions): number[] {
  const { layout } = options;
  const split = stages(shape.layers.length, layout.pipelineParallel);
  return split.map(({ from, to }, stage) => {
    const last = stage === split.length - 1;
    const layers = shape.layers.slice(from, to).reduce((sum, layer) => sum + layerBytes(shape, layer, options), 0);
    const tables = (stage === 0 ? 1 : 0) + (last && !(shape.tiedEmbeddings && stage === 0) ? 1 : 0);
    return layers + tables * tableBytes(shape, layout.tensorParallel) + (last && options.draft ? draftBytes(shape, options) : 0);
  });
}

/** Bytes of the whole model as its files hold it. */
export function fileBytes(shape: ModelShape): number {
  const options = { layout: oneGpu, draft: shape.draftLayers > 0, absorbed: false, kernels: null };
  const copies = upProjectionCopy(shape, 1) * (shape.layers.length + shape.draftLayers);
  return stageWeights(shape, options).reduce((a, b) => a + b, 0) - copies;
}

/** Embedding table or head of one rank, always plain. */
export function tableBytes({ vocabulary, hidden, valueBytes }: ModelShape, ranks: number): number {
  return ((Math.ceil(vocabulary / vocabularyPadding) * vocabularyPadding) / ranks) * hidden * valueBytes;
}

/** A draft layer is a layer like the last one, with a projection of two hidden states; it shares embedding and head. */
function draftBytes(shape: ModelShape, options: WeightOptions): number {
  const last = shape.layers.at(-1);
  if (!last) return 0;
  const projection = 2 * shape.hidden ** 2 * bytesPerWeight(shape.formats.linear);
  return shape.draftLayers * (layerBytes(shape, last, options) + projection);
}

function layerBytes(shape: ModelShape, layer: Layer, options: WeightOptions): number {
  const { hidden, formats, valueBytes } = shape;
  const { tensorParallel } = options.layout;
  const dense = layer.dense === null ? 0 : (3 * hidden * layer.dense * bytesPerWeight(formats.linear)) / tensorParallel;
  const experts = layer.experts === null ? 0 : expertBytes(shape, layer.experts, options);
  return attentionBytes(shape, layer, options) + dense + experts + normWidths * hidden * valueBytes;
}

const padded = (value: number, multiple: number) => Math.ceil(value / multiple) * multiple;

function expertBytes({ hidden, formats, valueBytes, modelType }: ModelShape, experts: Experts, { layout, kernels }: WeightOptions): number {
  const { tensorParallel, dataParallel, expertParallel } = layout;
  // Data ranks share experts out too, whole or in slices. Source: `flatten_tp_across_dp_and_pcp`, vLLM 0.33.0 `fused_moe/config.py`.
  const ranks = tensorParallel * dataParallel;
  const held = expertParallel ? Math.ceil(experts.count / ranks) : experts.count;
  const slice = expertParallel ? experts.intermediate : experts.intermediate / ranks;
  const padding = kernels !== null && modelType === "gpt_oss" ? kernelPadding[kernels] : { width: 1, hidden: 1 };
  const routed = held * 3 * padded(hidden, padding.hidden) * padded(slice, padding.width) * bytesPerWeight(formats.experts);
  const shared = (experts.shared * 3 * hidden * experts.intermediate * bytesPerWeight(formats.linear)) / sharedExpertRanks(layout);
  return routed + shared + experts.count * hidden * valueBytes;
}

function attentionBytes(shape: ModelShape, layer: Layer, { layout, absorbed }: WeightOptions): number {
  const { attention, formats } = shape;
  const ranks = layout.tensorParallel;
  if (layer.linear !== undefined) return (layer.linear / ranks) * bytesPerWeight(formats.linear);
  const { split, whole } = attentionParameters(shape, attention, layer, ranks);
  const plain = absorbed ? absorbedBytes(shape, ranks) : upProjectionCopy(shape, ranks);
  return (split / ranks + whole) * bytesPerWeight(formats.linear) + plain;
}

/** Parameters of one layer's attention that ranks share out, and those that each rank has whole. */
function attentionParameters(
  shape: ModelShape,
  attention: AttentionWeights,
  { cache }: Layer,
  ranks: number,
): { split: number; whole: number } {
  const { hidden } = shape;
  switch (attention.kind) {
    case "heads": {
      const kvHeads = Math.max(attention.kvHeads, ranks);
      const own = attention.gated ? 3 : 2;
      return { split: hidden * attention.headDim * (own * attention.heads + 2 * kvHeads), whole: 0 };
    }
    case "latent": {
      const { heads, queryRank, latent, nope, rope, value, indexer } = attention;
      const query = heads * (nope + rope);
      const own = indexer !== null && cache.kind === "latent" && cache.indexer > 0;
      const index = own ? (queryRank ?? hidden) * indexer.heads * indexer.dim + hidden * (indexer.dim + indexer.heads) : 0;
      return {
        split: (queryRank ?? hidden) * query + latent * heads * (nope + value) + heads * value * hidden,
        whole: hidden * (queryRank ?? 0) + hidden * (latent + rope) + index,
      };
    }
    case "compressed": {
      const { heads, headDim, queryRank, outGroups, outRank, indexer } = attention;
      const ratio = cache.kind === "compressed" ? cache.ratio : 0;
      const compressor = ratio === 0 ? 0 : hidden * 2 * headDim * (ratio === 4 ? 2 : 1);
      const index = ratio === 4 ? queryRank * indexer.heads * indexer.dim + hidden * (indexer.heads + 4 * indexer.dim) : 0;
      return {
        split: queryRank * heads * headDim + heads * headDim * outRank + outGroups * outRank * hidden,
        whole: hidden * (queryRank + headDim) + compressor + index,
      };
    }
  }
}

/** MLA with quantized weights keeps its up-projection a second time in 16 bits. Source: `process_weights_after_loading`, vLLM `mla_attention.py`. */
function upProjectionCopy({ attention, formats, valueBytes }: ModelShape, ranks: number): number {
  if (attention.kind !== "latent" || formats.linear === "bf16" || formats.linear === "fp32") return 0;
  return ((attention.latent * attention.heads * (attention.nope + attention.value)) / ranks) * valueBytes;
}

/** The matrices that vLLM before 0.8 absorbed the up-projections into, in the format of the weights. Source: `W_Q_UK`, `W_QR` and `W_UV_O`, vLLM 0.7. */
function absorbedBytes({ attention, formats, hidden }: ModelShape, ranks: number): number {
  if (attention.kind !== "latent") return 0;
  const { heads, queryRank, latent, rope } = attention;
  const parameters = (queryRank ?? hidden) * heads * (latent + rope) + heads * latent * hidden;
  const format: WeightFormat = formats.linear;
  return (parameters / ranks) * bytesPerWeight(format);
}
