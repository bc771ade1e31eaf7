import type { LayerCache } from "../model/shape.ts";
import type { CacheGroup, CachePlan } from "./cache-groups.ts";
import { dealt } from "./cache-groups.ts";
import type { CacheSpec } from "./cache-spec.ts";

type Compressed = Extract<LayerCache, { kind: "compressed" }>;

/** What determines the pages of DeepSeek V4's caches in addition to the model. */
export interface CompressedOptions {
  /** Tokens in one block of the compressed caches (`--block-size`). */
  blockTokens: number;
  /** Whether indexer keys take 4 bits (`--attention-config.indexer_kv_dtype=mxfp4`). */
  fp4Indexer: boolean;
  /** Whether latents are kept in 8 bits (`fp8_ds_mla`) in place of 16. */
  fp8: boolean;
  /** Whether a block is as wide as the widest group; before vLLM 0.26 it had room for each page size apart. */
  widestGroup: boolean;
}

/** Bytes of a latent in 8 bits: 448 without and 128 with position, 8 of scales. */
const packedLatent = 584;

/**
 * Groups of a DeepSeek V4 model: the compressed latents and indexer keys of all layers, the windows in chunks that fit next to them, and
 * the running states of the compressors. Pages are whole multiples of 576 B (512 for 16 bits), the stride of the decode kernels.
 * Source: `_get_packed_kv_cache_groups`, `models/deepseek_v4/compressor.py` and `attention.py`, vLLM 0.33.0.
 */
export function compressedPlan(layers: Compressed[], options: CompressedOptions): CachePlan {
  const { blockTokens, fp8, fp4Indexer } = options;
  const alignment = fp8 ? 576 : 512;
  const page = (bytes: number) => Math.ceil(bytes / alignment) * alignment;
  const latent = (width: number) => (fp8 ? packedLatent : width * 2);
  const spec = (kind: CacheSpec["kind"], tokens: number, bytes: number, window = 0): CacheSpec => ({
    kind,
    blockTokens: tokens,
    pageBytes: page(bytes),
    window,
  });
  const [c4, c128] = [layers.filter(({ ratio }) => ratio === 4), layers.filter(({ ratio }) => ratio === 128)];
  const main = layers
    .filter(({ ratio }) => ratio !== 0)
    .flatMap(({ ratio, latent: width, indexer }) => [
      spec("latent", blockTokens, (blockTokens / ratio) * latent(width)),
      ...(ratio === 4
        ? [spec("latent", blockTokens, (blockTokens / ratio) * (fp4Indexer ? indexer / 2 + indexer / 32 : indexer + 4))]
        : []),
    ]);
  const windows = layers.map(({ latent: width, window }) => spec("window-latent", 64, 64 * latent(width), window));
  // Float32 keys and scores of what is being compressed: two strides of 4 tokens, or one of 128.
  const c4States = c4.flatMap(({ latent: width, indexer }) => [
    spec("window-latent", 4, 4 * 2 * 2 * width * 4, 8),
    spec("window-latent", 4, 4 * 2 * 2 * indexer * 4, 8),
  ]);
  const c128States = c128.map(({ latent: width }) => spec("window-latent", 8, 8 * 2 * width * 4, 128));
  const chunk = chunkSize([layers.length, c4.length, c128.length].filter(Boolean), c4.length);
  const latents = [{ layers: main }, ...dealt(windows, Math.max(1, Math.ceil(layers.length / chunk)))];
  const groups = [...latents, { layers: c4States }, { layers: c128States }].filter((group) => group.layers.length > 0);
  return { groups, bytesPerBlock: options.widestGroup ? widest(groups) : bySize(latents) };
}

/** The chunk, at least as long as the states of c4, that pads the three kinds of group least. Source: `_approximate_gcd`, vLLM 0.33.0. */
function chunkSize(sizes: number[], least: number): number {
  const padding = (chunk: number) => sizes.reduce((sum, size) => sum + ((chunk - (size % chunk)) % chunk), 0);
  let best = Math.max(1, least);
  for (let chunk = best; chunk <= Math.max(...sizes); chunk++) if (padding(chunk) <= padding(best)) best = chunk;
  return best;
}

const widest = (groups: CacheGroup[]) => Math.max(...groups.map(({ layers }) => layers.reduce((sum, { pageBytes }) => sum + pageBytes, 0)));

/** Room for the most pages of each size that any group of latents has; the states of compressors fit into them. Source: vLLM 0.23. */
function bySize(groups: CacheGroup[]): number {
  const counts = groups.map(({ layers }) => Map.groupBy(layers, ({ pageBytes }) => pageBytes));
  const sizes = new Set(counts.flatMap((count) => [...count.keys()]));
  return [...sizes].reduce((sum, size) => sum + size * Math.max(...counts.map((count) => count.get(size)?.length ?? 0)), 0);
}
