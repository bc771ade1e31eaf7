import type { Model } from "../catalog/models.ts";
import { shapeOf } from "./catalog-shape.ts";
import { fileBytes } from "./memory/rank-weights.ts";
import type { ModelShape } from "./model/shape.ts";

/** Properties of a model that a plan depends on; `shape` is undefined if not known, for the reason in `missing`. */
export interface FitModel {
  name: string;
  maxContextTokens: number;
  /** Size of the weight files in bytes; null if not known. */
  checkpointBytes: number | null;
  verifiedGpus: readonly string[] | null;
  serveFlags: readonly string[] | null;
  shape: ModelShape | undefined;
  missing: string;
}

/** Converts a catalog model; another one is returned unchanged. */
export function asFitModel(model: Model | FitModel): FitModel {
  if ("shape" in model) return model;
  const missing = model.kvCache.kind === "v4.1" ? "memory of its KV cache in vLLM unknown" : "its config.json is not in the catalog";
  return { ...model, shape: shapeOf(model), missing };
}

/**
 * A model from its own files.
 * @param index `model.safetensors.index.json`, for the size of the weights; if undefined, the size is derived from the shape
 * @throws RangeError if the index does not state a size
 */
export function ownModel(name: string, shape: ModelShape, index: unknown): FitModel {
  return {
    name,
    maxContextTokens: shape.maxContext,
    checkpointBytes: index === undefined ? null : indexBytes(index),
    verifiedGpus: null,
    serveFlags: null,
    shape,
    missing: "",
  };
}

function indexBytes(json: unknown): number {
  const total = (json as { metadata?: { total_size?: unknown } } | null)?.metadata?.total_size;
  if (typeof total !== "number" || !(total > 0))
    throw new RangeError("the index of the weights: metadata.total_size is missing; accepted: a model.safetensors.index.json");
  return total;
}

/** Size of the weight files in bytes, known or derived from the shape. */
export function checkpointOf(model: Model | FitModel): number {
  const { checkpointBytes, shape } = asFitModel(model);
  return checkpointBytes ?? (shape ? fileBytes(shape) : 0);
}
