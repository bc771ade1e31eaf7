import { knownModels } from "../../catalog/models.ts";
import { asFitModel, checkpointOf, type FitModel } from "../fit-model.ts";
import { fileBytes } from "../memory/rank-weights.ts";
import type { ModelShape } from "../model/shape.ts";
import type { WeightFormat } from "../model/weight-format.ts";
import { type Bytes, bytes } from "../units.ts";
import type { ChoiceAsk } from "./choice-ask.ts";

/** A model in the requested weights, or in others. */
export interface WeightVariant {
  model: ChoiceAsk["model"];
  /** Name of the model, or `the same layers in INT4`. */
  name: string;
  /** Size of the weight files; null if neither it nor the shape is known. */
  weights: Bytes | null;
  /** Whether the catalog has a checkpoint. */
  published: boolean;
  /** Caveat in a few words; empty for a published checkpoint. */
  note: string;
}

/** Formats that are estimated without a checkpoint, with their usual names. */
const estimatedFormats: [WeightFormat, string][] = [
  ["fp8", "FP8"],
  ["int4-g128", "INT4"],
  ["nvfp4", "NVFP4"],
];

const noCheckpoint = "no such checkpoint in the catalog";

/** Weights must be at least this much smaller to be listed. */
const smaller = 0.9;

/**
 * The requested model, and the same in other weights: published checkpoints in the catalog with the same base, and, with `reckoned`, its
 * layers in formats for which the catalog has no checkpoint. Empty if there is only the model itself.
 */
export function weightVariants(asked: ChoiceAsk["model"], reckoned: boolean): WeightVariant[] {
  const published = publishedBeside(asked).map(variant);
  const own = published.length > 0 ? published : [variant(asked)];
  const all = [...own, ...(reckoned ? inOtherFormats(asked, own) : [])];
  return all.length > 1 ? all : [];
}

function variant(model: ChoiceAsk["model"]): WeightVariant {
  const size = checkpointOf(model);
  return { model, name: model.name, weights: size > 0 ? bytes(size) : null, published: true, note: "" };
}

/** Catalog models that are the same in other weights, the requested one first; empty for a model that is not in the catalog. */
function publishedBeside(asked: ChoiceAsk["model"]) {
  const known = knownModels().find(({ name }) => name === asked.name);
  if (!known) return [];
  const base = known.base ?? known.name;
  const family = knownModels().filter((model) => (model.base ?? model.name) === base);
  return [known, ...family.filter((model) => model !== known)];
}

/** The layers of a model in smaller formats that are not among `known`. */
function inOtherFormats(asked: ChoiceAsk["model"], known: readonly WeightVariant[]): WeightVariant[] {
  const { shape } = asFitModel(asked);
  if (!shape) return [];
  const formats = known.map(({ model }) => asFitModel(model).shape?.formats.experts);
  return estimatedFormats.flatMap(([format, label]) => {
    const other = inFormat(shape, format);
    const size = fileBytes(other);
    if (formats.includes(format) || size > smaller * checkpointOf(asked)) return [];
    const model: FitModel = { ...asFitModel(asked), shape: other, checkpointBytes: null, verifiedGpus: null };
    const note = asked.verifiedGpus === null ? noCheckpoint : `${noCheckpoint}, and no recipe states on which GPUs it runs`;
    return [{ model, name: `the same layers in ${label}`, weights: bytes(size), published: false, note }];
  });
}

/** Published quantizations of mixture-of-experts models leave attention unchanged, and so does this. */
function inFormat(shape: ModelShape, format: WeightFormat): ModelShape {
  const mixture = shape.layers.some(({ experts }) => experts !== null);
  return { ...shape, formats: { linear: mixture ? shape.formats.linear : format, experts: format } };
}
