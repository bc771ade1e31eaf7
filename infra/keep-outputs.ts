import type { Extension } from "./extension.ts";
import { deployOnAws } from "./on-aws.ts";
import { deployOnCluster } from "./on-cluster.ts";
import { isOnAws, type Keep } from "./settings/checked-keep.ts";
import { servedContext } from "./settings/context.ts";

/**
 * Deploys a keep on its target.
 * @returns the stack's outputs: each version of each model with its context in tokens, and those of the target
 */
export function keepOutputs(keep: Keep, extension: Extension = {}) {
  return {
    models: keep.served.map((served) => ({ ...served.id, name: served.model.name, contextTokens: servedContext(served) })),
    ...(isOnAws(keep) ? deployOnAws(keep, extension) : deployOnCluster(keep, extension)),
  };
}
