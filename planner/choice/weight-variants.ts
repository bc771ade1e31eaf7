import { knownModels } from "../../catalog/models.ts";
import { asFitModel, checkpointOf, type FitModel } from "../fit-model.ts";
import { fileBytes } from "../memory/rank-weights.ts";
import type { ModelShape } from "../model/shape.ts";
import type { WeightFormat } from "../model/weight-format.ts";
import { type Bytes, bytes } from "../units.ts";
import type { ChoiceAsk } from "./choice-ask.ts";

/** A model in the weights that were asked, or in others. */
export interface WeightVariant {
  model: ChoiceAsk["model"];
  /** Name of the model, or `the same layers in INT4`. */
  name: string;
  /** Size of the weight files; null where neither it nor the shape is known. */
  weights: Bytes | null;
  /** Whether the catalog has a checkpoint of it. */
  published: boolean;
  /** What to know of it, in a few words; empty for a publication. */
  note: string;
}

/** Formats that a model is reckoned in where no checkpoint is known, with the name that the field calls them by. */
const reckonable: [WeightFormat, string][] = [
  ["fp8", "FP8"],
  ["int4-g128", "INT4"],
  ["nvfp4", "NVFP4"],
];

const noCheckpoint = "no such checkpoint is in the catalog";

/** Weights that are smaller by less than this are no other choice. */
const smaller = 0.9;

/**
 * The model that was asked, and the same in other weights: those that the catalog has as publications of one base, and, where `reckoned` is
 * asked for, its layers in formats of which the catalog has no checkpoint. Empty where there is nothing beside the model itself.
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

/** Models of the catalog that are the same in other weights, the one that was asked first; empty for a model that is not of the catalog. */
function publishedBeside(asked: ChoiceAsk["model"]) {
  const known = knownModels().find(({ name }) => name === asked.name);
  if (!known) return [];
  const base = known.base ?? known.name;
  const family = knownModels().filter((model) => (model.base ?? model.name) === base);
  return [known, ...family.filter((model) => model !== known)];
}

/** The layers of a model in formats that make it smaller, and of which no publication is among `known`. */
function inOtherFormats(asked: ChoiceAsk["model"], known: readonly WeightVariant[]): WeightVariant[] {
  const { shape } = asFitModel(asked);
  if (!shape) return [];
  const formats = known.map(({ model }) => asFitModel(model).shape?.formats.experts);
  return reckonable.flatMap(([format, label]) => {
    const other = inFormat(shape, format);
    const size = fileBytes(other);
    if (formats.includes(format) || size > smaller * checkpointOf(asked)) return [];
    const model: FitModel = { ...asFitModel(asked), shape: other, checkpointBytes: null, verifiedGpus: null };
    const note = asked.verifiedGpus === null ? noCheckpoint : `${noCheckpoint}, and no recipe says on which GPUs it runs`;
    return [{ model, name: `the same layers in ${label}`, weights: bytes(size), published: false, note }];
  });
}

/** Published quantisations of mixtures of experts leave attention as it is, and so does this. */
function inFormat(shape: ModelShape, format: WeightFormat): ModelShape {
  const mixture = shape.layers.some(({ experts }) => experts !== null);
  return { ...shape, formats: { linear: mixture ? shape.formats.linear : format, experts: format } };
}
