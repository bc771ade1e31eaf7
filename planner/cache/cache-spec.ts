/** How the blocks of one layer's cache are counted. Source: the specs of vLLM 0.33.0 `v1/kv_cache_interface.py`. */
export type SpecKind = "full" | "latent" | "window" | "window-latent" | "chunked" | "state";

/** Cache of one layer, as vLLM's allocator sees it. */
export interface CacheSpec {
  kind: SpecKind;
  /** Tokens in one block. */
  blockTokens: number;
  /** Bytes of one block of this layer. */
  pageBytes: number;
  /** Tokens that are kept; of a `state` the blocks that one request takes; unused by `full` and `latent`. */
  window: number;
}

/** What determines the blocks of one request in addition to the spec. */
export interface RequestSize {
  /** Longest request, in tokens. */
  tokens: number;
  /** Tokens that may be scheduled and not yet settled. */
  inFlight: number;
  decodeContextParallel: number;
}

const ceil = (value: number, by: number) => Math.ceil(value / by);

/**
 * Blocks that one request takes of a layer's cache: all of its tokens, or those of a window and what is in flight.
 * Source: `max_memory_usage_bytes` and `max_admission_blocks_per_request`, vLLM 0.33.0.
 */
export function blocksOf({ kind, blockTokens, window }: CacheSpec, { tokens, inFlight, decodeContextParallel }: RequestSize): number {
  switch (kind) {
    case "full":
    case "latent":
      return ceil(ceil(tokens, decodeContextParallel), blockTokens);
    case "window":
    case "window-latent":
      // One more, because a window may begin within a block.
      return ceil(Math.min(window - 1 + inFlight, tokens), blockTokens) + 1;
    case "state":
      return window;
    case "chunked":
      return ceil(Math.min(window + inFlight, tokens), blockTokens);
  }
}

/** Whether two layers need the same blocks for the same tokens, so that they share a block table. */
export function alike(a: CacheSpec, b: CacheSpec): boolean {
  return a.blockTokens === b.blockTokens && a.kind === b.kind && (a.kind === "full" || a.kind === "latent" || a.window === b.window);
}
