import type { KvCache } from "../catalog/models.ts";

/** Layers of a DeepSeek V4 model by what they keep beside their sliding window. */
export type V4Layers = Extract<KvCache, { kind: "v4" }>;

/** Tokens in one block of the compressed caches (`--block-size 256`). */
const blockTokens = 256;

/** Pages are padded to whole multiples of this, the stride of the decode kernel. */
const pageAlignment = 576;

const padded = (bytes: number) => Math.ceil(bytes / pageAlignment) * pageAlignment;

/** Cached latent of one state: 448 B without and 128 B with position, 8 B of scales (`fp8_ds_mla`). */
const latentBytes = 584;

/** Indexer key of one state: 128 values of 8 bits and a 4-byte scale. */
const indexerBytes = 132;

const page = {
  /** 64 tokens of the sliding window. */
  window: padded(64 * latentBytes),
  /** One latent and one indexer key for every 4 tokens of a block. */
  c4: padded((blockTokens / 4) * latentBytes),
  c4Indexer: padded((blockTokens / 4) * indexerBytes),
  /** One latent for every 128 tokens of a block. */
  c128: padded((blockTokens / 128) * latentBytes),
  /** Running state of the compressors: float32 key and score of 4 tokens twice over, or of 8 tokens once. */
  c4State: padded(4 * 2 * 2 * 512 * 4),
  c4IndexerState: padded(4 * 2 * 2 * 128 * 4),
  c128State: padded(8 * 2 * 512 * 4),
};

/**
 * Bytes of one block, which every group of layers pads to: the compressed caches are the widest group, and vLLM splits the windows
 * so that they fit beside them.
 * Source: `_get_packed_kv_cache_groups` and `_get_kv_cache_bytes_per_block`, vLLM 0.33.0, for 8-bit caches and no draft model.
 */
export function v4BlockBytes(layers: V4Layers): number {
  const { c4Layers, c128Layers } = layers;
  return Math.max(
    c4Layers * (page.c4 + page.c4Indexer) + c128Layers * page.c128,
    c4Layers * (page.c4State + page.c4IndexerState),
    c128Layers * page.c128State,
    Math.ceil(allLayers(layers) / windowGroups(layers)) * page.window,
  );
}

/** Every layer has a window; those that compress nothing have only that. */
const allLayers = ({ windowOnlyLayers, c4Layers, c128Layers }: V4Layers) => windowOnlyLayers + c4Layers + c128Layers;

/**
 * Groups that the windows of all layers are split into: chunks of the size that pads the three kinds of group least, at least as long
 * as the compressors' states of c4, which must stay together. Source: `_approximate_gcd`, vLLM 0.33.0.
 */
function windowGroups(layers: V4Layers): number {
  const sizes = [allLayers(layers), layers.c4Layers, layers.c128Layers];
  const padding = (chunk: number) => sizes.reduce((sum, size) => sum + ((chunk - (size % chunk)) % chunk), 0);
  let best = layers.c4Layers;
  for (let chunk = best; chunk <= Math.max(...sizes); chunk++) if (padding(chunk) <= padding(best)) best = chunk;
  return Math.ceil(allLayers(layers) / best);
}

/**
 * Blocks that one request of `tokens` takes, where `inFlightTokens` may be scheduled and not yet settled: the compressed caches grow
 * with the context, windows and states only up to what is in flight, which makes up most of a short request.
 * Source: `SlidingWindowSpec.max_admission_blocks_per_request`, vLLM 0.33.0.
 */
export function v4BlocksPerRequest(layers: V4Layers, tokens: number, inFlightTokens: number): number {
  const windowed = (window: number, block: number) => Math.ceil(Math.min(window - 1 + inFlightTokens, tokens) / block) + 1;
  return Math.ceil(tokens / blockTokens) + windowGroups(layers) * windowed(layers.slidingWindow, 64) + windowed(8, 4) + windowed(128, 8);
}
