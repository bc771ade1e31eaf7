import type { ExpertKernels } from "../model/expert-kernels.ts";
import type { ModelShape } from "../model/shape.ts";
import { type BatchGpu, type BatchLimits, type Caller, defaultBatchLimits, defaultsOf, type Sampler } from "./defaults-by-release.ts";
import { type Layout, oneGpu } from "./layout.ts";
import { type ModelRunner, modelRunner } from "./model-runner.ts";
import { defaultRelease, type Release, since } from "./release.ts";

type Optional<T> = { [Key in keyof T]?: T[Key] | undefined };

/** Options of a vLLM server; omitted ones have vLLM's default. */
export interface AskedSettings extends Optional<Layout>, Optional<BatchLimits> {
  release?: Release | undefined;
  kvCacheDtype?: string | undefined;
  blockTokens?: number | undefined;
  /** Longest request, in tokens; default is the model's own limit. */
  maxModelLen?: number | undefined;
  utilization?: number | undefined;
  /** `--enforce-eager`: no CUDA graphs. */
  eager?: boolean | undefined;
  /** Largest batch that is captured as a CUDA graph. */
  largestGraph?: number | undefined;
  /** `--kv-cache-memory-bytes`: the pool itself, in GiB; it overrides everything else. */
  kvCacheGiB?: number | undefined;
  fp4Indexer?: boolean | undefined;
  /** Whether multi-token-prediction layers of the checkpoint are loaded (`--speculative-config`). */
  draft?: boolean | undefined;
  asyncScheduling?: boolean | undefined;
  hybridCache?: boolean | undefined;
  sampler?: Sampler | undefined;
  /** Whether compiled kernels are cached from an earlier start, so that the compiler benchmarks none. */
  compiled?: boolean | undefined;
  /** Whether GPUs have peer access to each other's memory; derived from the name of the GPU by default. */
  peerAccess?: boolean | undefined;
  caller?: Caller | undefined;
  /** Kernels of MXFP4 experts, if a log names them. */
  expertKernels?: ExpertKernels | undefined;
  /** Whether experts run in DeepGEMM's single kernel for all ranks (`--moe-backend deep_gemm_mega_moe`), with symmetric buffers. */
  megaExperts?: boolean | undefined;
  /** `--cpu-offload-gb`, in GiB per GPU. */
  cpuOffloadGiB?: number | undefined;
  /** Whether images are not accepted (`--language-model-only`, or a limit of 0 for each modality). */
  languageOnly?: boolean | undefined;
}

/** Settings with every default filled in. */
export interface Settings extends Layout, BatchLimits {
  release: Release;
  /** Name of the GPU, for example `H100`; empty if not known. */
  gpuName: string;
  kvCacheDtype: string;
  blockTokens: number;
  maxModelLen: number;
  utilization: number;
  eager: boolean;
  largestGraph: number;
  kvCacheGiB: number | null;
  fp4Indexer: boolean;
  draft: boolean;
  hybridCache: boolean;
  sampler: Sampler;
  /** Whether the sampler is known, rather than the default of the release. */
  samplerKnown: boolean;
  compiled: boolean | undefined;
  peerAccess: boolean | undefined;
  runner: ModelRunner;
  cpuOffloadGiB: number;
  expertKernels: ExpertKernels | undefined;
  megaExperts: boolean;
  languageOnly: boolean;
  /** Tokens that may be scheduled but not yet completed. */
  inFlight: number;
}

/**
 * Tokens per block by attention: FlashMLA and the sparse kernels use 64, DeepSeek V4 256, all others 16. Source: vLLM 0.33.0
 * `platforms/cuda.py`.
 */
function defaultBlock({ attention }: ModelShape): number {
  return attention.kind === "compressed" ? 256 : attention.kind === "latent" ? 64 : 16;
}

const whole = {
  tensorParallel: 1,
  pipelineParallel: 1,
  dataParallel: 1,
  decodeContextParallel: 1,
  blockTokens: 1,
  maxModelLen: 1,
  maxNumSeqs: 1,
  maxNumBatchedTokens: 1,
};

/**
 * Settings with the defaults of the release, the GPU and the model.
 * @throws RangeError that names an implausible value.
 */
export function resolveSettings(asked: AskedSettings, shape: ModelShape, gpu: BatchGpu): Settings {
  for (const [name, least] of Object.entries(whole)) {
    const value = asked[name as keyof typeof whole];
    if (value !== undefined && !(Number.isInteger(value) && value >= least))
      throw new RangeError(`${name} is ${value}; accepted: a whole number of at least ${least}`);
  }
  const release = asked.release ?? defaultRelease;
  const defaults = defaultsOf(release);
  const utilization = asked.utilization ?? defaults.utilization;
  if (!(utilization > 0 && utilization <= 1))
    throw new RangeError(`gpuMemoryUtilization is ${utilization}; accepted: a share above 0, at most 1`);
  const maxModelLen = asked.maxModelLen ?? shape.maxContext;
  const limits = defaultBatchLimits(release, gpu, {
    maxModelLen,
    latents: shape.attention.kind === "latent",
    caller: asked.caller ?? "server",
  });
  const maxNumBatchedTokens = asked.maxNumBatchedTokens ?? limits.maxNumBatchedTokens;
  const maxNumSeqs = Math.min(asked.maxNumSeqs ?? limits.maxNumSeqs, maxNumBatchedTokens);
  const layout = { ...oneGpu, ...defined(asked) };
  if (layout.tensorParallel % layout.decodeContextParallel !== 0)
    throw new RangeError(
      `decodeContextParallel is ${layout.decodeContextParallel}; accepted: a divisor of tensorParallel (${layout.tensorParallel})`,
    );
  const steps =
    layout.pipelineParallel + ((asked.asyncScheduling ?? (defaults.asyncScheduling && (!asked.draft || defaults.asyncDraft))) ? 1 : 0);
  return {
    ...layout,
    release,
    gpuName: gpu.name,
    maxNumSeqs,
    maxNumBatchedTokens,
    maxModelLen,
    utilization,
    kvCacheDtype: asked.kvCacheDtype ?? "auto",
    blockTokens: asked.blockTokens ?? (release.generation === "v0" ? 16 : defaultBlock(shape)),
    eager: asked.eager ?? false,
    largestGraph: asked.largestGraph ?? Math.min(largestGraphOf(gpu.name, release), 2 * maxNumSeqs),
    kvCacheGiB: asked.kvCacheGiB ?? null,
    fp4Indexer: asked.fp4Indexer ?? false,
    draft: asked.draft ?? false,
    hybridCache: asked.hybridCache ?? true,
    sampler: asked.sampler ?? defaults.sampler,
    samplerKnown: asked.sampler !== undefined,
    compiled: asked.compiled,
    peerAccess: asked.peerAccess,
    runner: modelRunner(release, shape, asked.draft ?? false),
    cpuOffloadGiB: asked.cpuOffloadGiB ?? 0,
    expertKernels: asked.expertKernels,
    megaExperts: asked.megaExperts ?? false,
    languageOnly: asked.languageOnly ?? false,
    inFlight: (defaults.inFlightCounted ? steps : 1) * maxNumBatchedTokens,
  };
}

/**
 * Largest batch that is captured by default. Source: `_set_cudagraph_sizes`, vLLM 0.28 (twice as large on Blackwell of data centres) and
 * before.
 */
const largestGraphOf = (gpuName: string, release: Release) => (/\bg?b[23]00/i.test(gpuName) && since(release, 28) ? 1024 : 512);

function defined(asked: AskedSettings): Partial<Layout> {
  const names = ["tensorParallel", "pipelineParallel", "dataParallel", "expertParallel", "decodeContextParallel"] as const;
  return Object.fromEntries(names.flatMap((name) => (asked[name] === undefined ? [] : [[name, asked[name]]])));
}
