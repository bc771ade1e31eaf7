import { findModel } from "../../catalog/models.ts";
import { kvCacheBytes } from "../../charts/inference/server-resources.ts";
import { planFit } from "../../planner/fit.ts";
import { GiB } from "../../planner/gib.ts";
import { existingNodeShare } from "../nodes/existing-node-share.ts";
import { servedContext } from "./context.ts";
import type { ServedModel } from "./served-model.ts";

/** Enough for any model: what the KV cache of the asked context takes is then read off the plan. */
const plentyGiB = 1e6;

/** KV cache of one replica in the memory of a node without GPUs, in GiB. */
export interface CpuCache {
  /** What the weights and the server itself leave. */
  poolGiB: number;
  /** What the requests take that must be held at once; undefined where the planner lacks a fact of the model. */
  neededGiB: number | undefined;
}

/**
 * The KV cache of a keep on CPUs; undefined where it has GPUs or the catalog does not know its model.
 * @throws RangeError where the weights leave nothing
 */
export function cpuCache({
  target,
  capacity,
  model,
  clients,
}: Pick<ServedModel, "model" | "target" | "capacity" | "clients">): CpuCache | undefined {
  const known = findModel(model.name);
  if (target.kind !== "existing" || target.accelerator !== "none" || !known) return undefined;
  const { kvCacheDtype } = model;
  const { concurrent } = capacity;
  const contextTokens = servedContext({ model, clients });
  const pool = kvCacheBytes({
    model: {
      name: known.name,
      servedAs: known.name,
      checkpointBytes: known.checkpointBytes,
      contextTokens,
      kvCacheDtype,
      lockfile: undefined,
    },
    hardware: {
      accelerator: "none",
      gpus: 0,
      nodes: 1,
      tensorParallel: 1,
      networkMbps: undefined,
      localNvme: false,
      ...existingNodeShare(target),
    },
  });
  const plan = planFit({ model: known, gpu: { count: 1, usableGiB: plentyGiB }, contextTokens, concurrent, kvCacheDtype });
  return { poolGiB: pool / GiB, neededGiB: plan.fits === null ? undefined : plan.kvNeededGiB };
}
