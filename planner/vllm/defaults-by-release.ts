import { type Release, since } from "./release.ts";

/** How top-k and top-p work. */
export type Sampler = "sorting" | "selecting";

/** What vLLM does by itself, and since which release. */
export interface ReleaseDefaults {
  /** `--gpu-memory-utilization`. */
  utilization: number;
  /** Whether an estimate of CUDA graphs is taken off the pool. */
  graphsCounted: boolean;
  /** How top-k and top-p work: by sorting the logits, or with kernels (Triton since 0.17, FlashInfer since 0.22) that only select. */
  sampler: Sampler;
  /** Whether FlashInfer samples wherever it is installed: then a release that sorts may select. */
  samplerByInstallation: boolean;
  /** Whether the compiler times fused kernels, with arguments as large as the real ones. */
  kernelsTimed: boolean;
  /** Whether buffers of NCCL count as non-torch memory: they do where vLLM measures the GPU before it sets NCCL up. */
  ncclCounted: boolean;
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
  /** Whether the smallest stage of a pipeline is asked for what a request takes of the whole model: 0.14 to 0.16 do, and refuse what would fit. */
  wholeModelAsked: boolean;
  /** Whether MLA latents are padded to 256 bytes: 640 elements of 16 bits for 576. */
  latentsPadded: boolean;
  /** Whether sparse attention keeps its latents in `fp8_ds_mla` by itself; later releases keep 16 bits unless told otherwise. */
  sparsePacked: boolean;
  /** Whether MLA keeps absorbed matrices beside its own. */
  absorbed: boolean;
}

/**
 * Defaults of a release. Sources, in the wheels of vLLM 0.7 to 0.33: `gpu_memory_utilization` of `config/cache.py` (0.92 since 0.20);
 * `VLLM_MEMORY_PROFILER_ESTIMATE_CUDAGRAPHS` of `envs.py` (1 since 0.20; there is no 0.21); `TopKTopPSampler` (FlashInfer where it is installed up to
 * 0.11, by demand from 0.12, by itself since 0.22; `apply_top_k_top_p_triton` since 0.17); `benchmark_combo_kernel` of `config/compilation.py` (since
 * 0.12, with PyTorch 2.9); `get_kv_cache_configs` of `v1/core/kv_cache_utils.py` (the whole
 * model's groups against the smallest pool, 0.14 to 0.16); the order of `init_worker_distributed_environment` and `MemorySnapshot` in `init_device` (since 0.11). Pull request 14842
 * of vllm-project/vllm (MLA alignment, 2025-03-14); logs of 0.25 with one step in flight (case 32) and of 0.26 with two (2026-08-06, with a draft).
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
  const most = memoryGiB >= 160 && since(release, 28);
  const tokens = { server: most ? 16_384 : large ? 8192 : 2048, code: large ? 16_384 : 8192 };
  return { maxNumSeqs: large ? 1024 : 256, maxNumBatchedTokens: tokens[caller] };
}
