import { alike, blocksOf, type CacheSpec, type RequestSize } from "./cache-spec.ts";

/** Layers that share one block table. */
export interface CacheGroup {
  layers: CacheSpec[];
}

/** How vLLM lays groups of layers out in one pool of blocks. */
export interface CachePlan {
  groups: CacheGroup[];
  /** Bytes of one block over all layers of the widest group. */
  bytesPerBlock: number;
}

const pages = (layers: CacheSpec[]) => layers.reduce((sum, { pageBytes }) => sum + pageBytes, 0);

/** Layers in buckets of those that are alike, in the order of the layers. */
function buckets(layers: CacheSpec[]): CacheSpec[][] {
  const found: CacheSpec[][] = [];
  for (const layer of layers) {
    const bucket = found.find(([first]) => first && alike(first, layer));
    if (bucket) bucket.push(layer);
    else found.push([layer]);
  }
  return found;
}

/**
 * Groups of layers and the size of a block, as vLLM plans them: one group where all layers are alike; else layers of one page size in
 * groups of equal length, the shorter pages padded or lengthened to the longest.
 * Source: `get_kv_cache_groups`, `unify_kv_cache_spec_page_size` and `_get_kv_cache_groups_uniform_page_size`, vLLM 0.33.0.
 * @param hybrid false where `--disable-hybrid-kv-cache-manager` caches every token in every layer
 */
export function cachePlan(layers: CacheSpec[], hybrid = true): CachePlan {
  const managed = hybrid ? layers : layers.map(promoted);
  const alikes = buckets(managed);
  if (alikes.length <= 1) return { groups: managed.length === 0 ? [] : [{ layers: managed }], bytesPerBlock: pages(managed) };
  const page = Math.max(...managed.map(({ pageBytes }) => pageBytes));
  const grouped = buckets(managed.map((layer) => unified(layer, page)));
  const sizes = grouped.map(({ length }) => length);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const size = most < least * 1.5 ? most : least;
  const groups = grouped.flatMap((bucket) => dealt(bucket, Math.ceil(bucket.length / size)));
  return { groups, bytesPerBlock: size * page };
}

/** A layer that keeps every token, even where it reads only some. */
function promoted(layer: CacheSpec): CacheSpec {
  if (layer.kind === "window" || layer.kind === "chunked") return { ...layer, kind: "full" };
  return layer.kind === "window-latent" ? { ...layer, kind: "latent" } : layer;
}

/** A layer with pages of the common size: blocks of more tokens where that divides, else padded. */
function unified(layer: CacheSpec, page: number): CacheSpec {
  const ratio = page / layer.pageBytes;
  return Number.isInteger(ratio) ? { ...layer, pageBytes: page, blockTokens: layer.blockTokens * ratio } : { ...layer, pageBytes: page };
}

/** A bucket dealt out over groups in turn. */
export function dealt(bucket: CacheSpec[], count: number): CacheGroup[] {
  return Array.from({ length: count }, (_, i) => ({ layers: bucket.filter((_layer, at) => at % count === i) }));
}

/** Blocks of the pool that one request takes: every group draws its own. Source: `get_max_concurrency_for_kv_cache_config`, vLLM 0.33.0. */
export function blocksPerRequest({ groups }: CachePlan, size: RequestSize): number {
  return groups.reduce((sum, { layers }) => sum + Math.max(...layers.map((layer) => blocksOf(layer, size))), 0);
}
