import type { AttentionWeights, Layer, ModelShape } from "../model/shape.ts";

/** Tokens that sparse attention chooses for each query. Source: `index_topk` of DeepSeek-V3.2, whose value V4 and GLM-5 are taken to share. */
const chosen = 2048;

/**
 * Products of attention while an input is read: of each new token with those that it sees, for scores and for values. They grow with the square of
 * the input, and are more than those of the weights from some 30,000 tokens on. Layers of linear attention have none.
 * @param read tokens that are read, @param cached tokens before them whose cache is there already
 */
export function attentionProducts(shape: ModelShape, read: number, cached: number): number {
  // A new token sees all before it: the cached ones and, on average, half of the new.
  const seen = cached + read / 2;
  return shape.layers.reduce((sum, layer) => sum + read * ofToken(layer, shape.attention, seen), 0);
}

function ofToken({ cache, linear }: Layer, attention: AttentionWeights, seen: number): number {
  if (linear !== undefined || cache.kind === "state") return 0;
  switch (attention.kind) {
    case "heads":
      return 2 * attention.heads * attention.headDim * (cache.kind === "window" ? Math.min(seen, cache.window) : seen);
    case "latent": {
      const { heads, latent, rope, nope, value, indexer } = attention;
      if (indexer === null) return heads * (nope + rope + value) * seen;
      const index = cache.kind === "latent" && cache.indexer > 0 ? indexer.heads * indexer.dim * seen : 0;
      return index + heads * (2 * latent + rope) * Math.min(seen, chosen);
    }
    case "compressed": {
      if (cache.kind !== "compressed") return 0;
      const { heads, headDim, indexer } = attention;
      const [window, packed] = [Math.min(seen, cache.window), cache.ratio === 0 ? 0 : seen / cache.ratio];
      const index = cache.ratio === 4 ? indexer.heads * indexer.dim * packed : 0;
      return index + 2 * heads * headDim * (window + Math.min(packed, chosen));
    }
  }
}
