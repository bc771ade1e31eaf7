import type { KvCache, Model } from "../catalog/models.ts";
import { layersOfLargestStage } from "./pipeline-stages.ts";
import { v4BlockBytes, v4BlocksPerRequest } from "./v4-blocks.ts";

/** Number format of the cache; `auto` is what vLLM takes by itself: 16 bits for gqa and mla, 8 bits for the sparse families. */
export type KvCacheDtype = "auto" | "fp8";

/** What decides about the cache of one request beside the model. */
export interface KvCacheLayout {
  dtype: KvCacheDtype;
  tensorParallel: number;
  /** Pipeline stages, each of which caches its own layers alone. */
  stages: number;
  maxNumBatchedTokens: number;
}

/** Tokens in one block of a uniform cache. Source: `CacheConfig.DEFAULT_BLOCK_SIZE`, vLLM. */
const blockTokens = 16;

/** Steps whose tokens may be in flight at once: asynchronous scheduling, vLLM's default, overlaps two. Source: `max_concurrent_batches`, vLLM 0.33.0. */
const concurrentBatches = 2;

/** Families whose cache has one size for each token. */
type UniformKvCache = Extract<KvCache, { kind: "gqa" | "mla" | "dsa" }>;

/**
 * Bytes that one token takes in the cache of one GPU.
 * KV heads are shared out over the ranks down to one head each; a latent is whole on every rank.
 * Source: vLLM `kv_cache_interface.py`; published logs agree to 0.3% (tests/planner/kv-cache.test.ts).
 */
export function kvBytesPerToken(
  cache: UniformKvCache,
  layers: number,
  { dtype, tensorParallel }: Pick<KvCacheLayout, "dtype" | "tensorParallel">,
): number {
  const valueBytes = dtype === "fp8" ? 1 : 2;
  switch (cache.kind) {
    case "gqa":
      return 2 * layers * Math.max(1, cache.kvHeads / tensorParallel) * cache.headDim * valueBytes;
    case "mla":
      return layers * (cache.latentRank + cache.ropeHeadDim) * valueBytes;
    case "dsa":
      return layers * (cache.mainBytesPerLayer + cache.indexerBytesPerLayer);
  }
}

/**
 * Bytes that one request of `tokens` (input and output) takes on each GPU, of the largest stage where there are several; null where vLLM's
 * pool for the model is not known. vLLM gives all stages as many blocks as the smallest pool holds.
 */
export function kvBytesPerRequest(
  { kvCache, layers }: Pick<Model, "kvCache" | "layers">,
  tokens: number,
  layout: KvCacheLayout,
): number | null {
  switch (kvCache.kind) {
    case "v4.1":
      return null;
    case "v4":
      // Groups of layers share blocks in a way that was read for one stage alone.
      if (layout.stages > 1) return null;
      return v4BlockBytes(kvCache) * v4BlocksPerRequest(kvCache, tokens, concurrentBatches * layout.maxNumBatchedTokens);
    default:
      return (
        Math.ceil(tokens / blockTokens) * blockTokens * kvBytesPerToken(kvCache, layersOfLargestStage({ layers }, layout.stages), layout)
      );
  }
}
