import { blocksPerRequest, type CachePlan } from "../cache/cache-groups.ts";
import { stageCaches } from "../cache/model-cache.ts";
import { expertKernels } from "../model/expert-kernels.ts";
import type { ModelShape } from "../model/shape.ts";
import { bytesPerWeight } from "../model/weight-format.ts";
import { between, exactly, mapped, type Range, sum } from "../range.ts";
import { type Bytes, bytes, gib, type Tokens, tokens } from "../units.ts";
import { defaultsOf } from "../vllm/defaults-by-release.ts";
import { type AskedSettings, resolveSettings, type Settings } from "../vllm/settings.ts";
import { activation } from "./activation.ts";
import { cudaGraphs } from "./cuda-graphs.ts";
import { nonTorchMemory } from "./non-torch.ts";
import { fileBytes, stageWeights } from "./rank-weights.ts";

/** One GPU, and what vLLM sees of its memory. */
export interface PlannedGpu {
  /** For example `H100`; empty where it is not known. */
  name: string;
  usableGiB: number;
}

/** Memory of one rank, in bytes. */
export interface RankMemory {
  /** Pipeline stage of the rank, from 0. */
  stage: number;
  weights: Range<Bytes>;
  activation: Range<Bytes>;
  nonTorch: Range<Bytes>;
  cudaGraphs: Range<Bytes>;
  /** What is left for the cache; below 0 where the rest is already too much. */
  pool: Range<Bytes>;
  cache: CachePlan;
}

/** A server's memory and what its cache holds, for one replica of attention (each data-parallel rank has its own). */
export interface MemoryPlan {
  settings: Settings;
  gpu: PlannedGpu;
  /** Share of a GPU that vLLM may use, in bytes. */
  requested: Bytes;
  ranks: RankMemory[];
  /** Index of the rank with the fewest blocks, which decides for all. */
  worst: number;
  /** Bytes on the worst rank that one request of the longest length takes. */
  perRequest: Bytes;
  /** Bytes that vLLM asks the smallest pool for before it starts. */
  required: Bytes;
  /** Requests of the longest length that fit at once. */
  concurrency: Range;
  /** What vLLM prints as the size of its cache. */
  tokens: Range<Tokens>;
}

/**
 * A checkpoint whose size is this near to what follows from the shape confirms it: what is left are copies and draft modules that are not
 * loaded. Further off, its format differs from the config's, and its size is the better measure; beyond `most`, it is another model.
 */
const confirming = { least: 0.94, most: 1.06 };
const plausible = { least: 0.8, most: 1.25 };

/** What decides about a plan. */
export interface MemoryAsk {
  shape: ModelShape;
  gpu: PlannedGpu;
  settings?: AskedSettings;
  /** Size of all weight files in bytes, where it is known: it corrects the sizes that follow from the shape. */
  checkpointBytes?: number | null;
}

/**
 * Memory of every rank of a vLLM server and what its cache holds.
 * Source: `determine_available_memory`, vLLM 0.33.0 `gpu_worker.py`: pool = usable x utilization - weights - activations - the rest - graphs.
 * @throws RangeError for settings that cannot be meant.
 */
export function planMemory(ask: MemoryAsk): MemoryPlan {
  const { shape, gpu } = ask;
  const settings = resolveSettings(ask.settings ?? {}, shape, { memoryGiB: gpu.usableGiB, name: gpu.name });
  const requested = bytes(gib(gpu.usableGiB) * settings.utilization);
  const caches = stageCaches(shape, settings);
  const weights = rankWeights(ask, settings);
  const step = activation(shape, settings);
  const ranks = caches.map((cache, stage): RankMemory => {
    const parts = {
      weights: weights[stage] ?? exactly(bytes(0)),
      activation: (stage === caches.length - 1 ? step.sampling : step.other) as Range<Bytes>,
      nonTorch: nonTorchMemory(shape, gpu.name, settings) as Range<Bytes>,
      cudaGraphs: cudaGraphs(shape, settings) as Range<Bytes>,
    };
    return { stage, ...parts, pool: poolOf(requested, settings, Object.values(parts)), cache };
  });
  const blocks = (rank: RankMemory, pool: Bytes) => Math.max(0, Math.floor(pool / rank.cache.bytesPerBlock));
  const worst = ranks.reduce(
    (least, rank, at) =>
      blocks(rank, rank.pool.mid) < blocks(ranks[least] as RankMemory, (ranks[least] as RankMemory).pool.mid) ? at : least,
    0,
  );
  const rank = ranks[worst] as RankMemory;
  const size = { tokens: settings.maxModelLen, inFlight: settings.inFlight, decodeContextParallel: settings.decodeContextParallel };
  const perRequest = blocksPerRequest(rank.cache, size);
  const asked = defaultsOf(settings.release).wholeModelAsked ? caches : [rank.cache];
  return {
    settings,
    gpu,
    requested,
    ranks,
    worst,
    perRequest: bytes(perRequest * rank.cache.bytesPerBlock),
    required: bytes(asked.reduce((total, of) => total + blocksPerRequest(of, size) * of.bytesPerBlock, 0)),
    concurrency: mapped(rank.pool, (pool) => blocks(rank, pool) / perRequest),
    tokens: mapped(rank.pool, (pool) => printedTokens(rank.cache, blocks(rank, pool), perRequest, settings)),
  };
}

/** The pool that is left, or the one that `--kv-cache-memory-bytes` fixes. */
function poolOf(requested: Bytes, { kvCacheGiB }: Settings, parts: Range<Bytes>[]): Range<Bytes> {
  if (kvCacheGiB !== null) return exactly(gib(kvCacheGiB));
  const used = sum(...parts);
  return { low: bytes(requested - used.high), mid: bytes(requested - used.mid), high: bytes(requested - used.low), why: used.why };
}

/** Tokens that vLLM prints for a number of blocks. Source: `get_kv_cache_capacity`, vLLM 0.33.0; `get_kv_cache_config`, vLLM 0.11. */
export function printedTokens(cache: CachePlan, blocks: number, perRequest: number, settings: Settings): Tokens {
  const { maxModelLen, decodeContextParallel, release } = settings;
  if (defaultsOf(release).tokensFromConcurrency) return tokens(Math.floor((blocks / perRequest) * maxModelLen));
  const block = Math.min(...cache.groups.flatMap(({ layers }) => layers.map(({ blockTokens }) => blockTokens)));
  return tokens(Math.floor(blocks / cache.groups.length) * block * decodeContextParallel);
}

/**
 * Weights of a rank as vLLM counts them while it loads, with the buffers of collective kernels that come with tensor parallelism
 * (0.08 GiB in case 7, 0.19 and 0.22 with V0 in cases 14 and 41).
 */
function rankWeights({ shape, checkpointBytes }: MemoryAsk, settings: Settings): Range<Bytes>[] {
  const { absorbed } = defaultsOf(settings.release);
  const correction = correctionOf(checkpointBytes ? checkpointBytes / fileBytes(shape) : 1);
  const buffers = settings.tensorParallel > 1 ? gib(settings.release.generation === "v0" ? 0.2 : 0.08) : 0;
  const sizes = stageWeights(shape, {
    layout: settings,
    draft: settings.draft,
    absorbed,
    kernels: settings.expertKernels ?? expertKernels(settings.gpuName, settings.release),
  });
  // Kernels for 4 bits pad and keep copies of scales: 5.29 GiB of Qwen2.5-7B in AWQ, whose files are 5.19.
  const padding = shape.modelType === "gpt_oss" || bytesPerWeight(shape.formats.linear) < 0.9;
  const encoder = settings.languageOnly ? 0 : shape.encoderBytes / settings.tensorParallel;
  return sizes.map((size) => {
    const loaded = Math.max(0, (size + encoder) * correction + buffers - gib(settings.cpuOffloadGiB));
    const why = "kernels keep some weights in a layout of their own";
    return between(bytes(loaded * 0.99), bytes(loaded), bytes(loaded * (padding ? 1.03 : 1.02)), why);
  });
}

function correctionOf(ratio: number): number {
  const within = ({ least, most }: { least: number; most: number }) => ratio > least && ratio < most;
  return within(plausible) && !within(confirming) ? ratio : 1;
}
