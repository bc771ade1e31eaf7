import { findModel } from "../../catalog/models.ts";
import { cachePoolBytes } from "../../charts/inference/server-resources.ts";
import { planFit } from "../../planner/fit.ts";
import { GiB } from "../../planner/gib.ts";
import { existingNodeShare } from "../nodes/existing-node-share.ts";
import { servedContext } from "./context.ts";
import type { ServedModel } from "./served-model.ts";

/** Enough for any model: the plan then returns the KV cache size of the requested context. */
const plentyGiB = 1e6;

/** KV cache of one replica in the memory of a node without GPUs, in GiB. */
export interface CpuCache {
  /** Memory left after the weights and the server itself. */
  poolGiB: number;
  /** Memory of the required concurrent requests; undefined if the planner lacks a fact about the model. */
  neededGiB: number | undefined;
}

/**
 * The KV cache of a keep on CPUs; undefined if it has GPUs or its model is not in the catalog.
 * @throws RangeError if the weights leave nothing
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
  const pool = cachePoolBytes({
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

/** Tokens of a block of vLLM's cache on a CPU. Source: `CpuPlatform` of vLLM 0.32.0, which reads the same in its log. */
const cpuBlock = 128;

/** KV cache of one sequence of the full context on a node without GPUs, in bytes; undefined with GPUs, or if the planner lacks a fact. */
export function sequenceCacheBytes(served: Pick<ServedModel, "model" | "target" | "clients">): number | undefined {
  const known = findModel(served.model.name);
  const { target } = served;
  if (target.kind !== "existing" || target.accelerator !== "none" || !known) return undefined;
  const contextTokens = Math.ceil(servedContext(served) / cpuBlock) * cpuBlock;
  const { kvCacheDtype } = served.model;
  const plan = planFit({ model: known, gpu: { count: 1, usableGiB: plentyGiB }, contextTokens, concurrent: 1, kvCacheDtype });
  return plan.fits === null ? undefined : Math.ceil(plan.kvNeededGiB * GiB);
}
