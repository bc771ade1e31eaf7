import { findModelConfig, type ModelConfig } from "../catalog/model-configs.ts";
import type { Model } from "../catalog/models.ts";
import { readConfig } from "./model/read-config.ts";
import type { ModelShape } from "./model/shape.ts";
import { readFlags } from "./vllm/flags.ts";
import type { AskedSettings } from "./vllm/settings.ts";

/** Keyed by the config itself: two projects may have different configs for the same repository. */
const shapes = new WeakMap<ModelConfig, ModelShape>();

/** The shape of a catalog model; undefined if its config is not known, or there is no formula for its cache. */
export function shapeOf({ repository, kvCache }: Pick<Model, "repository" | "kvCache">): ModelShape | undefined {
  if (kvCache.kind === "v4.1") return undefined;
  const config = findModelConfig(repository);
  if (!config) return undefined;
  const known = shapes.get(config);
  if (known) return known;
  const shape = readConfig(config.config);
  shapes.set(config, shape);
  return shape;
}

/** Memory-related settings of a model's recipe, without parallel sizes. */
export function recipeSettings({ serveFlags }: { serveFlags: readonly string[] | null }): AskedSettings {
  const { expertParallel, kvCacheDtype, blockTokens, draft, megaExperts } = readFlags((serveFlags ?? []).join(" "));
  return {
    ...(expertParallel === undefined ? {} : { expertParallel }),
    ...(kvCacheDtype === undefined ? {} : { kvCacheDtype }),
    ...(blockTokens === undefined ? {} : { blockTokens }),
    ...(draft === undefined ? {} : { draft }),
    ...(megaExperts === undefined ? {} : { megaExperts }),
  };
}
