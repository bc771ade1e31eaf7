import { type Release, since } from "./release.ts";

/** How top-k and top-p work. */
export type Sampler = "sorting" | "selecting";

/** What vLLM does by itself, and since which release. */
export interface ReleaseDefaults {
  /** `--gpu-memory-utilization`. */
  utilization: number;
  /** Whether an estimate of CUDA graphs is taken off the pool. */
  graphsCounted: boolean;
  /** How top-k and top-p work: by sorting the logits, or with kernels (Triton since 0.16, FlashInfer since 0.20) that only select. */
  sampler: Sampler;
  /** Steps that may be in flight at once in a pipeline of one stage; 0 where it is one for each stage. */
  asyncScheduling: boolean;
  /** Whether steps overlap with a draft as well. */
  asyncDraft: boolean;
  /** Whether every step in flight counts for windows of the cache. */
  inFlightCounted: boolean;
  /** Whether a V4 block is as wide as the widest group of layers. */
  widestGroup: boolean;
  /** Whether the token count of a log is the concurrency times the longest request. */
  tokensFromConcurrency: boolean;
  /** Whether MLA latents are padded to 256 bytes: 640 elements of 16 bits for 576. */
  latentsPadded: boolean;
  /** Whether sparse attention keeps its latents in `fp8_ds_mla` by itself; later releases keep 16 bits unless told otherwise. */
  sparsePacked: boolean;
  /** Whether MLA keeps absorbed matrices beside its own. */
  absorbed: boolean;
}

/**
 * Defaults of a release. Sources: vLLM 0.33.0 in its wheel; a fork of 0.23; `VLLM_MEMORY_PROFILER_ESTIMATE_CUDAGRAPHS` "default since
 * v0.21.0"; vllm-project/vllm pull requests 33538 (Triton sampler, February 2026) and 40376 (FlashInfer sampler), 14842 (MLA alignment, 2025-03-14); logs of 0.25 with one
 * step in flight (case 32) and of 0.26 with two (2026-08-06, with a draft).
 */
export function defaultsOf(release: Release): ReleaseDefaults {
  const v1 = release.generation === "v1";
  return {
    utilization: since(release, 21) ? 0.92 : 0.9,
    graphsCounted: v1 && since(release, 21),
    sampler: v1 && since(release, 16) ? "selecting" : "sorting",
    asyncScheduling: v1 && since(release, 14),
    asyncDraft: v1 && since(release, 26),
    inFlightCounted: since(release, 26),
    widestGroup: since(release, 26),
    tokensFromConcurrency: v1 && since(release, 20),
    latentsPadded: !v1 && !since(release, 8),
    sparsePacked: !since(release, 20),
    absorbed: !v1 && !since(release, 8),
  };
}

/** What vLLM batches at most in one step. */
export interface BatchLimits {
  /** `--max-num-seqs`: requests decoded together. */
  maxNumSeqs: number;
  /** `--max-num-batched-tokens`: tokens of all requests in one step. */
  maxNumBatchedTokens: number;
}

/** Who calls vLLM: its API server, or Python code through its `LLM` class, which batches more. */
export type Caller = "server" | "code";

/** What of a GPU the batch limits follow from. */
export interface BatchGpu {
  memoryGiB: number;
  /** Name, for example `A100-40G`; empty where it is not known. */
  name: string;
}

/**
 * vLLM's own limits. V0 batched whole requests up to 32,768 tokens, and 2048 tokens of longer ones; before 0.8 requests
 * of models with latents were always whole.
 * Source: `EngineArgs.get_batch_defaults`, vLLM 0.33.0; `EngineArgs.create_engine_config`, vLLM 0.7.
 */
export function defaultBatchLimits(
  release: Release,
  { memoryGiB, name }: BatchGpu,
  { maxModelLen, latents, caller }: { maxModelLen: number; latents: boolean; caller: Caller },
): BatchLimits {
  if (release.generation === "v0") {
    const chunked = maxModelLen > 32_768 && !(latents && !since(release, 8));
    return { maxNumSeqs: 256, maxNumBatchedTokens: chunked ? 2048 : Math.max(maxModelLen, 2048) };
  }
  const large = memoryGiB >= 70 && !/a100|gb10/i.test(name);
  const most = memoryGiB >= 160 && since(release, 27);
  const tokens = { server: most ? 16_384 : large ? 8192 : 2048, code: large ? 16_384 : 8192 };
  return { maxNumSeqs: large ? 1024 : 256, maxNumBatchedTokens: tokens[caller] };
}
