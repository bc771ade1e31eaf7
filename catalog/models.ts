import data from "./data/models.json" with { type: "json" };
import { ownCatalog } from "./own-catalog.ts";
import type { Model } from "./rows/model.ts";

export { type KvCache, type Model, modelSchema } from "./rows/model.ts";

/**
 * The kit's own rows: the DeepSeek family, from the R1 distills to V4.1. Validated by the tests, not at run time; {@link knownModels} also
 * has those of the project.
 */
export const models = data as readonly Model[];

/** Models of the kit, then those that the project adds. */
export const knownModels = (): readonly Model[] => [...models, ...ownCatalog().models];

/** The model with this name, for example `DeepSeek-R1-Distill-Qwen-32B`; undefined when the catalog has none. */
export function findModel(name: string): Model | undefined {
  return knownModels().find((model) => model.name === name);
}

/** Names that settings may use, in the order of the catalog. */
export function modelNames(): string[] {
  return knownModels().map(({ name }) => name);
}
