import { since } from "../engine/release.ts";
import type { Settings } from "../engine/settings.ts";
import type { Layer, ModelShape } from "../model/shape.ts";
import { between, type Range } from "../range.ts";

/**
 * Bytes that sampling takes at its peak for each logit: 16-bit and float32 copies, then sorted values, their 64-bit indices and the sort's
 * own buffers. Derived: start-up logs of six vocabularies at 1024 and at 256 requests give 38.2 to 38.4 beside the hidden states
 * (cases 1, 4, 5, 7, 16, 22, 41).
 */
const sortedSamplerBytes = 38.3;

/**
 * The same where top-k and top-p only select: 16-bit and float32 logits, masked logits, probabilities. Derived: what llm-d-planner 0.3.3
 * (`vllm_memory_constants.json`) measured with vLLM 0.19.0 on H100 gives 14.7 to 15.2 for the vocabularies of Llama 3, Qwen 2 and 3, Phi 3 and
 * Gemma 2; vllm-project/vllm pull request 33538 states 11.5 B for its kernels alone, and 40 for sorting.
 */
const selectingSamplerBytes = 14.9;

/** Tokens that the expert kernels take at once. Source: `VLLM_FUSED_MOE_CHUNK_SIZE`, vLLM. */
const expertChunk = 32_768;

/** Tokens of context that MLA's prefill expands at once, at most. Source: `determine_chunked_prefill_workspace_size`, vLLM `mla/common.py`. */
const latentWorkspaceTokens = 65_536;

/** A peak of activations on a rank that samples and on one that does not. */
export interface Activation {
  sampling: Range;
  other: Range;
}

/**
 * Peak of PyTorch's memory over the weights while vLLM profiles one step of the most tokens it may batch, in bytes: the larger of the
 * widest layer and of sampling the most requests at once. Every rank of V1's last pipeline stage samples; of V0's ranks the driver alone.
 */
export function activation(shape: ModelShape, settings: Settings): Activation {
  const tokens = settings.maxNumBatchedTokens;
  const forward = Math.max(...shape.layers.map((layer) => layerPeak(shape, layer, settings)), 0) + latentWorkspace(shape, settings);
  const perLogit = settings.sampler === "selecting" ? selectingSamplerBytes : sortedSamplerBytes;
  const kept = sparseWorkspace(shape, settings);
  const sampler = settings.maxNumSeqs * shape.vocabulary * perLogit + tokens * shape.hidden * 2;
  const other = between(
    kept + forward * 0.7,
    kept + forward,
    kept + forward * 1.6,
    "kernels and their workspaces differ between GPUs and releases",
  );
  if (sampler <= forward) return { sampling: other, other };
  const sampling = samplingRange(sampler, settings);
  return { sampling: { ...sampling, low: kept + sampling.low, mid: kept + sampling.mid, high: kept + sampling.high }, other };
}

/** Tokens of the longest request that the workspace of a sparse indexer has room for, times this. */
const indexerRoom = (maxModelLen: number, sincePart: boolean) => 8 * (sincePart && maxModelLen > 256 * 1024 ? 2 : 5);

/**
 * Keys that a sparse indexer gathers for a prefill, in a workspace that is kept beside whatever the step does next: 40 times the longest
 * request, 16 times above 256K tokens in later releases. A log of 0.26 with 819,200 tokens has 4.03 GiB of it.
 * Source: `get_max_prefill_buffer_size`, vLLM 0.33.0 `v1/attention/backends/mla/indexer.py`.
 */
function sparseWorkspace({ attention }: ModelShape, { maxModelLen, release, fp4Indexer }: Settings): number {
  if ((attention.kind !== "latent" && attention.kind !== "compressed") || !attention.indexer || !since(release, 26)) return 0;
  const { dim } = attention.indexer;
  const key = attention.kind === "compressed" && fp4Indexer ? dim / 2 + dim / 32 : dim + 4;
  const rows = (maxModelLen * indexerRoom(maxModelLen, since(release, 33))) / (attention.kind === "compressed" ? 4 : 1);
  return rows * key;
}

function samplingRange(peak: number, { sampler, release }: Settings): Range {
  // FlashInfer is the default since 0.20, and nobody published what it keeps.
  if (sampler === "selecting")
    return between(peak * (since(release, 20) ? 0.6 : 0.9), peak, peak * 1.15, "kernels that select keep different buffers");
  // V1 before 0.10 took FlashInfer wherever it was installed, as in the image of the time.
  const either = release.generation === "v1" && !since(release, 10);
  const why = either ? "whether FlashInfer was installed decides how logits are sampled" : "rounding of the allocator";
  return between(peak * (either ? selectingSamplerBytes / sortedSamplerBytes : 0.95), peak, peak * 1.05, why);
}

/** Peak within one layer, with the residual stream beside it: of its attention or of its feed-forward network. */
function layerPeak(shape: ModelShape, layer: Layer, settings: Settings): number {
  const { hidden, attention } = shape;
  const { tensorParallel, maxNumBatchedTokens: tokens } = settings;
  const streams = 2 * hidden * (attention.kind === "compressed" ? 4 : 1);
  const heads = attention.heads / tensorParallel;
  const width = attention.kind === "latent" ? heads * (attention.nope + attention.rope + attention.value) : heads * attention.headDim * 2;
  const kv = attention.kind === "heads" ? 2 * Math.max(1, attention.kvHeads / tensorParallel) * attention.headDim : 0;
  const feedForward = layer.dense === null ? expertPeak(layer, hidden, settings) : (tokens * 3 * layer.dense) / tensorParallel;
  return 2 * (tokens * streams + Math.max(tokens * (width + kv), feedForward));
}

/** Elements of the buffers between an expert's matrices, for every token and each of the experts it visits. */
function expertPeak({ experts }: Layer, hidden: number, settings: Settings): number {
  if (!experts) return 0;
  const width = settings.expertParallel ? experts.intermediate : experts.intermediate / settings.tensorParallel;
  const tokens = Math.min(settings.maxNumBatchedTokens * (settings.expertParallel ? settings.dataParallel : 1), expertChunk);
  return tokens * experts.perToken * (Math.max(2 * width, hidden) + width);
}

/** Keys and values that MLA expands out of latents while it reads a long context. */
function latentWorkspace({ attention }: ModelShape, settings: Settings): number {
  if (attention.kind !== "latent" || attention.indexer !== null || settings.release.generation === "v0") return 0;
  const tokens = Math.min(latentWorkspaceTokens, Math.max(8 * settings.maxModelLen, 4 * settings.maxNumSeqs * settings.blockTokens));
  return ((2 * tokens * attention.heads) / settings.tensorParallel) * (attention.nope + attention.value);
}
