import type { Extension } from "./extension.ts";
import { deployOnAws } from "./on-aws.ts";
import { deployOnCluster } from "./on-cluster.ts";
import { servedContext } from "./settings/context.ts";
import type { Keep } from "./settings/keep.ts";

/**
 * Deploys a keep on its target.
 * @returns what whoever deploys it is told: the model with its context in tokens, and what the target has
 */
export function keepOutputs(keep: Keep, extension: Extension = {}) {
  const { target, model } = keep;
  return {
    model: { name: model.name, contextTokens: servedContext(keep) },
    ...(target.kind === "eks" ? deployOnAws(keep, target, extension) : deployOnCluster(keep, target, extension)),
  };
}
