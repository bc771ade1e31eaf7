import { type Release, since } from "./release.ts";

/** Implementation of top-k and top-p. */
export type Sampler = "sorting" | "selecting";

/** Defaults of a vLLM release. */
export interface ReleaseDefaults {
  /** `--gpu-memory-utilization`. */
  utilization: number;
  /** Whether an estimate for CUDA graphs is deducted from the pool. */
  graphsCounted: boolean;
  /** Implementation of top-k and top-p: sorting the logits, or kernels (Triton since 0.17, FlashInfer since 0.22) that only select. */
  sampler: Sampler;
  /** Whether FlashInfer is used for sampling if installed: then a release that sorts may select. */
  samplerByInstallation: boolean;
  /** Whether the compiler benchmarks fused kernels, with arguments as large as the real ones. */
  kernelsTimed: boolean;
  /** Whether NCCL buffers count as non-torch memory: they do if vLLM measures the GPU before it initializes NCCL. */
  ncclCounted: boolean;
  /** Steps that may be in flight in a pipeline of one stage; 0 if it is one per stage. */
  asyncScheduling: boolean;
  /** Whether steps also overlap with speculative decoding. */
  asyncDraft: boolean;
  /** Whether every step in flight counts for windows of the cache. */
  inFlightCounted: boolean;
  /** Whether a V4 block is as wide as the widest group of layers. */
  widestGroup: boolean;
  /** Whether the logged token count is the concurrency times the longest request. */
  tokensFromConcurrency: boolean;
  /**
   * Whether the smallest pipeline stage must hold what a request needs for the whole model: 0.14 to 0.16 require that, and reject
   * configurations that would fit.
   */
  wholeModelAsked: boolean;
  /** Whether MLA latents are padded to 256 bytes: 640 elements of 16 bits for 576. */
  latentsPadded: boolean;
  /** Whether sparse attention stores its latents in `fp8_ds_mla` by default; later releases default to 16 bits. */
  sparsePacked: boolean;
  /** Whether MLA keeps absorbed matrices in addition to its own. */
  absorbed: boolean;
}

/**
 * Defaults of a release. Sources, in the wheels of vLLM 0.7 to 0.33: `gpu_memory_utilization` of `config/cache.py` (0.92 since 0.20);
 * `VLLM_MEMORY_PROFILER_ESTIMATE_CUDAGRAPHS` of `envs.py` (1 since 0.20; there is no 0.21); `TopKTopPSampler` (FlashInfer if installed up
 * to 0.11, opt-in from 0.12, default since 0.22; `apply_top_k_top_p_triton` since 0.17); `benchmark_combo_kernel` of
 * `config/compilation.py` (since 0.12, with PyTorch 2.9); `get_kv_cache_configs` of `v1/core/kv_cache_utils.py` (the whole model's groups
 * compared with the smallest pool, 0.14 to 0.16); the order of `init_worker_distributed_environment` and `MemorySnapshot` in `init_device`
 * (since 0.11). Pull request 14842 of vllm-project/vllm (MLA alignment, 2025-03-14); logs of 0.25 with one step in flight (case 32) and of
 * 0.26 with two (2026-08-06, with a draft).
 */
export function defaultsOf(release: Release): ReleaseDefaults {
  const v1 = release.generation === "v1";
  return {
    utilization: since(release, 20) ? 0.92 : 0.9,
    graphsCounted: v1 && since(release, 20),
    sampler: v1 && since(release, 17) ? "selecting" : "sorting",
    samplerByInstallation: v1 && !since(release, 12),
    kernelsTimed: v1 && since(release, 12),
    ncclCounted: !since(release, 11),
    asyncScheduling: v1 && since(release, 14),
    asyncDraft: v1 && since(release, 26),
    inFlightCounted: since(release, 26),
    widestGroup: since(release, 26),
    tokensFromConcurrency: v1 && since(release, 20),
    wholeModelAsked: v1 && since(release, 14) && !since(release, 17),
    latentsPadded: !v1 && !since(release, 8),
    sparsePacked: !since(release, 20),
    absorbed: !v1 && !since(release, 8),
  };
}

/** Limits of what vLLM batches in one step. */
export interface BatchLimits {
  /** `--max-num-seqs`: requests decoded together. */
  maxNumSeqs: number;
  /** `--max-num-batched-tokens`: tokens of all requests in one step. */
  maxNumBatchedTokens: number;
}

/** How vLLM is used: through its API server, or from Python code through its `LLM` class, which batches more. */
export type Caller = "server" | "code";

/** GPU properties that determine the batch limits. */
export interface BatchGpu {
  memoryGiB: number;
  /** Name, for example `A100-40G`; empty if not known. */
  name: string;
}

/**
 * vLLM's default limits. V0 batched whole requests up to 32,768 tokens, and chunks of 2048 tokens of longer ones; before 0.8 requests of
 * models with latents were never chunked.
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
  const most = memoryGiB >= 160 && since(release, 28);
  const tokens = { server: most ? 16_384 : large ? 8192 : 2048, code: large ? 16_384 : 8192 };
  return { maxNumSeqs: large ? 1024 : 256, maxNumBatchedTokens: tokens[caller] };
}
