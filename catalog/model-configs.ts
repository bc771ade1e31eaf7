import data from "./data/model-configs.json" with { type: "json" };
import { ownCatalog } from "./own-catalog.ts";
import type { ModelConfig } from "./rows/model-config.ts";

export { type ModelConfig, modelConfigSchema } from "./rows/model-config.ts";

/** The kit's own rows: shapes of the DeepSeek family and of other models that are common in published start-up logs. */
export const modelConfigs = data as readonly ModelConfig[];

/** Shapes of the kit, then those of the models that the project adds. */
export const knownModelConfigs = (): readonly ModelConfig[] => [...modelConfigs, ...ownCatalog().modelConfigs];

/** The config of a repository, for example `Qwen/Qwen3-8B`; undefined where the catalog has none. */
export function findModelConfig(repository: string): ModelConfig | undefined {
  return knownModelConfigs().find(({ repositories }) => repositories.includes(repository));
}
