import type { ModelShape } from "../model/shape.ts";

/** Families with their own percentiles. */
export type Family = "gqa" | "hybrid" | "linear" | "mla" | "dsa" | "v4" | "unknown";

/** Family of a model by its kind of cache. */
export function familyOf({ attention, layers }: ModelShape): Family {
  if (attention.kind === "compressed") return "v4";
  if (layers.some(({ cache }) => cache.kind === "state")) return "linear";
  if (attention.kind === "latent") return attention.indexer ? "dsa" : "mla";
  return layers.some(({ cache }) => cache.kind === "window") ? "hybrid" : "gqa";
}
