import type { Layer, ModelShape } from "../model/shape.ts";
import { between, type Range } from "../range.ts";
import { defaultsOf } from "../vllm/defaults-by-release.ts";
import { since } from "../vllm/release.ts";
import type { Settings } from "../vllm/settings.ts";
import { tableBytes } from "./rank-weights.ts";
import { samplerPeak } from "./sampler-peak.ts";

/** Tokens that the expert kernels took at once before 0.18. Source: `VLLM_FUSED_MOE_CHUNK_SIZE`, vLLM 0.10 to 0.16. */
const expertChunk = 32_768;

/** Tokens of context that MLA's prefill expands at once, at most. Source: `determine_chunked_prefill_workspace_size`, vLLM `mla/common.py`. */
const latentWorkspaceTokens = 65_536;

/** A peak of activations on a rank that samples and on one that does not. */
export interface Activation {
  sampling: Range;
  other: Range;
}

/**
 * Peak of PyTorch's memory over the weights while vLLM profiles one step of the most tokens it may batch, in bytes: the largest of the
 * widest layer, of sampling the most requests at once, and of what the compiler takes to time its kernels. Every rank of V1's last pipeline
 * stage samples; of V0's ranks only the driver.
 */
export function activation(shape: ModelShape, settings: Settings): Activation {
  const kept = sparseWorkspace(shape, settings);
  const forward = Math.max(...shape.layers.map((layer) => layerPeak(shape, layer, settings)), 0) + latentWorkspace(shape, settings);
  const layers = between(forward * 0.7, forward, forward * 1.6, "kernels and their workspaces differ between GPUs and releases");
  const step = largest(layers, timedKernels(shape, settings));
  const { peak, state } = samplerPeak(shape, settings);
  return { sampling: raised(largest(step, peak), kept + state), other: raised(step, kept) };
}

/** The larger of two peaks that are reached one after the other: each end for itself, with the reasons of any that can be the larger. */
function largest(a: Range, b: Range): Range {
  const reasons = [a, b].filter(({ high }, at) => high >= ((at === 0 ? b : a).low ?? 0)).map(({ why }) => why);
  const why = [...new Set(reasons)].filter(Boolean).join("; ");
  return between(Math.max(a.low, b.low), Math.max(a.mid, b.mid), Math.max(a.high, b.high), why);
}

const raised = ({ low, mid, high, why }: Range, by: number): Range => between(low + by, mid + by, high + by, why);

/**
 * What the compiler takes to time its kernels while the first step is profiled: it fills their arguments with random numbers, and the
 * largest argument is the embedding table of the rank. Nothing where compiled kernels are at hand from an earlier start, which is the low end
 * where that is not known. Logged next to the table itself (`benchmark_combo_kernel` of vLLM's `config/compilation.py`, PyTorch's Inductor):
 * 1.04 GiB for 1.015 (Qwen2.5-7B with 0.26), 1.00 for 0.978 (Llama 3.1 8B with 0.31).
 */
function timedKernels(shape: ModelShape, { release, eager, compiled, tensorParallel, maxNumBatchedTokens }: Settings): Range {
  if (!defaultsOf(release).kernelsTimed || eager || compiled === true) return between(0, 0, 0, "");
  const peak = tableBytes(shape, tensorParallel) + maxNumBatchedTokens * shape.hidden * 2 * 2;
  const why = "a start without compiled kernels at hand takes memory to time them";
  return between(compiled === false ? peak * 0.9 : 0, peak, peak * 1.05, why);
}

/** Tokens of the longest request that the workspace of a sparse indexer has room for, times this. */
const indexerRoom = (maxModelLen: number, sincePart: boolean) => 8 * (sincePart && maxModelLen > 256 * 1024 ? 2 : 5);

/**
 * Keys that a sparse indexer gathers for a prefill, in a workspace that is kept during the rest of the step: 40 times the longest
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

/** Peak within one layer, including the residual stream: of its attention or of its feed-forward network. */
function layerPeak(shape: ModelShape, layer: Layer, settings: Settings): number {
  const { hidden, attention } = shape;
  const { tensorParallel, maxNumBatchedTokens: tokens, release } = settings;
  // V0 ran layers one by one, so what goes into a dense network is held with its output: 2.07 GiB of 20,000 tokens (Llama 3.1 8B, 0.6.4).
  const streams = (release.generation === "v0" && layer.dense !== null ? 3 : 2) * hidden * (attention.kind === "compressed" ? 4 : 1);
  const heads = attention.heads / tensorParallel;
  const width = attention.kind === "latent" ? heads * (attention.nope + attention.rope + attention.value) : heads * attention.headDim * 2;
  const kv = attention.kind === "heads" ? 2 * Math.max(1, attention.kvHeads / tensorParallel) * attention.headDim : 0;
  const feedForward = layer.dense === null ? expertPeak(layer, hidden, settings) : (tokens * 3 * layer.dense) / tensorParallel;
  return 2 * (tokens * streams + Math.max(tokens * (width + kv), feedForward));
}

/** Elements of the buffers between an expert's matrices, for every token of all data ranks and each of the experts it visits. */
function expertPeak({ experts }: Layer, hidden: number, settings: Settings): number {
  if (!experts) return 0;
  const { tensorParallel, dataParallel, expertParallel, maxNumBatchedTokens } = settings;
  const width = expertParallel ? experts.intermediate : experts.intermediate / (tensorParallel * dataParallel);
  const gathered = maxNumBatchedTokens * dataParallel;
  const tokens = inChunks(settings) ? Math.min(gathered, expertChunk) : gathered;
  return tokens * experts.perToken * (Math.max(2 * width, hidden) + width) + exchanged(gathered, hidden, settings);
}

/** One kernel for experts of all ranks brings tokens in by itself; what it takes is in its symmetric buffers. */
const inChunks = ({ megaExperts, release }: Settings) => megaExperts || !since(release, 18);

/**
 * Elements of 16 bits of the tokens of all data ranks, which each of them gathers in 8 bits before its experts and holds the results of
 * after them. Source: `MoEPrepareAndFinalizeNaiveDPEPModular`, vLLM 0.33.0 `prepare_finalize/naive_dp_ep.py`.
 */
const exchanged = (tokens: number, hidden: number, { dataParallel, megaExperts }: Settings) =>
  dataParallel === 1 || megaExperts ? 0 : tokens * hidden * 1.5;

/** Keys and values that MLA expands out of latents while it reads a long context. */
function latentWorkspace({ attention }: ModelShape, settings: Settings): number {
  if (attention.kind !== "latent" || attention.indexer !== null || settings.release.generation === "v0") return 0;
  const tokens = Math.min(latentWorkspaceTokens, Math.max(8 * settings.maxModelLen, 4 * settings.maxNumSeqs * settings.blockTokens));
  return ((2 * tokens * attention.heads) / settings.tensorParallel) * (attention.nope + attention.value);
}
