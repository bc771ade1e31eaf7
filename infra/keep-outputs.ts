import type { Extension } from "./extension.ts";
import { deployOnAws } from "./on-aws.ts";
import { deployOnCluster } from "./on-cluster.ts";
import { servedContext } from "./settings/context.ts";
import type { Keep } from "./settings/keep.ts";
import { servedModels } from "./settings/served-model.ts";

/**
 * Deploys a keep on its target.
 * @returns what whoever deploys it is told: each version of each model with its context in tokens, and what the target has
 */
export function keepOutputs(keep: Keep, extension: Extension = {}) {
  const { target } = keep;
  return {
    models: servedModels(keep).map((served) => ({ ...served.id, name: served.model.name, contextTokens: servedContext(served) })),
    ...(target.kind === "eks" ? deployOnAws(keep, target, extension) : deployOnCluster(keep, extension)),
  };
}
