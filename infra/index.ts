import { deployOnAws } from "./on-aws.ts";
import { deployOnCluster } from "./on-cluster.ts";
import { servedContext } from "./settings/context.ts";
import { loadKeep } from "./settings/load.ts";

const keep = loadKeep();
const { target } = keep;

/** The stack's outputs: they differ by target, so they are one object rather than named exports that would be undefined. */
export default {
  model: { name: keep.model.name, contextTokens: servedContext(keep) },
  ...(target.kind === "eks" ? deployOnAws(keep, target) : deployOnCluster(keep, target)),
};
