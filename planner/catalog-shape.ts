import { findModelConfig, type ModelConfig } from "../catalog/model-configs.ts";
import type { Model } from "../catalog/models.ts";
import { readConfig } from "./model/read-config.ts";
import type { ModelShape } from "./model/shape.ts";
import { readFlags } from "./vllm/flags.ts";
import type { AskedSettings } from "./vllm/settings.ts";

/** By the config itself: two projects may mean different ones by one repository. */
const shapes = new WeakMap<ModelConfig, ModelShape>();

/** The shape of a model of the catalog; undefined where its config is not known, or no formula is for its cache. */
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

/** What a model's recipe sets that memory follows from, without parallel sizes. */
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
