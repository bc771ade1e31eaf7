import { findModel } from "../../../catalog/models.ts";
import { kvCacheBytes } from "../../../charts/inference/server-resources.ts";
import { planFit } from "../../../planner/fit.ts";
import { GiB } from "../../../planner/gib.ts";
import { existingNodeShare } from "../../nodes/existing-node-share.ts";
import { servedContext } from "../context.ts";
import { problemAt } from "../problem.ts";
import type { Check } from "./check.ts";

/** Enough for any model: what the KV cache of the asked context takes is then read off the plan. */
const plentyGiB = 1e6;

/** Without a GPU the model lies in the node's memory: weights and the KV cache of the asked context must have room there. */
export const cpuMemoryCheck: Check = (keep) => {
  const { target, capacity } = keep;
  const model = findModel(keep.model.name);
  const contextTokens = servedContext(keep);
  if (target.kind !== "existing" || target.accelerator !== "none" || !model || contextTokens > model.maxContextTokens) return [];
  const at = (message: string) => [
    problemAt("target.node.memoryGiB", target.node.memoryGiB, `is too small for ${model.name} on CPUs: ${message}`),
  ];
  const hardware = {
    accelerator: "none",
    gpus: 0,
    nodes: 1,
    tensorParallel: 1,
    networkMbps: undefined,
    localNvme: false,
    ...existingNodeShare(target),
  } as const;
  const { name, checkpointBytes } = model;
  let pool: number;
  try {
    pool = kvCacheBytes({
      model: { name, checkpointBytes, contextTokens, kvCacheDtype: keep.model.kvCacheDtype, lockfile: undefined },
      hardware,
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const weights = checkpointBytes === null ? "of unknown size" : `${(checkpointBytes / GiB).toFixed(1)} GiB`;
    return at(`its weights are ${weights}; accepted is more memory or a smaller model`);
  }
  const { concurrent } = capacity;
  const plan = planFit({
    model,
    gpu: { count: 1, usableGiB: plentyGiB },
    contextTokens,
    concurrent,
    kvCacheDtype: keep.model.kvCacheDtype,
  });
  if (plan.fits === null || plan.kvNeededGiB * GiB <= pool) return [];
  return at(
    `the KV cache of ${concurrent === 1 ? "a request" : `${concurrent} requests`} of ${contextTokens} tokens takes ${plan.kvNeededGiB.toFixed(1)} GiB, and ${(pool / GiB).toFixed(1)} GiB are left; accepted is more memory or less context`,
  );
};
