import { estimatedUsableGiB, usableGiB } from "../../catalog/gpus.ts";
import { findInstance } from "../../catalog/instances.ts";
import { findModel, type Model } from "../../catalog/models.ts";
import type { FitAsk } from "../../planner/fit-ask.ts";
import { servedContext } from "./context.ts";
import type { ServedModel } from "./served-model.ts";

/** GPUs of one replica on one node, with the memory per GPU that vLLM can use. */
export interface ReplicaGpus {
  count: number;
  name?: string;
  usableGiB: number;
}

/** Planner input of a keep. */
export interface FitQuestion extends FitAsk {
  model: Model;
  gpu: ReplicaGpus;
}

type Settings = Pick<ServedModel, "model" | "target" | "capacity" | "clients">;

/** The GPUs in the settings; undefined if there are none, which a check reports if they are required. */
function gpusOf({ target, capacity: { gpus, instance } }: Settings): ReplicaGpus | undefined {
  if (target.kind === "existing") return gpus && { count: gpus.count, usableGiB: estimatedUsableGiB(gpus.memoryGiB * 1024) };
  const known = findInstance(instance ?? "");
  return known && { count: known.gpuCount, name: known.gpu, usableGiB: usableGiB(known.gpu) };
}

/** Planner input for whether the model fits on the GPUs of one replica; undefined if the settings have no GPUs or no known model. */
export function fitQuestion(keep: Settings): FitQuestion | undefined {
  const model = findModel(keep.model.name);
  const gpu = gpusOf(keep);
  if (!model || !gpu) return undefined;
  const { capacity } = keep;
  return {
    model,
    gpu,
    nodes: capacity.nodesPerReplica,
    layout: capacity.layout,
    contextTokens: servedContext(keep),
    concurrent: capacity.concurrent,
    kvCacheDtype: keep.model.kvCacheDtype,
  };
}
