import { problemAt } from "../problem.ts";
import type { ModelCheck } from "./check.ts";

/** A replica can span several nodes only with a controller for it, and if all of them can mount the weights. */
export const nodesCheck: ModelCheck = ({ target, capacity: { nodesPerReplica } }, paths) => {
  if (nodesPerReplica === 1) return [];
  const asked = `${paths.capacity}.nodesPerReplica`;
  const at = (path: string, value: unknown, message: string) => [problemAt(path, value, message)];
  if (target.kind === "eks")
    return at(
      asked,
      nodesPerReplica,
      `is for target existing, because the keep's own cluster does not run the LeaderWorkerSet controller; accepted: 1, with a ${paths.capacity}.instance that has enough GPUs for the model`,
    );
  if (target.accelerator === "none") return at(asked, nodesPerReplica, 'distributes GPUs, and target.accelerator is "none"; accepted: 1');
  if (target.weights.kind !== "claim" && target.weights.accessMode === "ReadWriteOnce")
    return at(
      `${paths.placement.weights}.accessMode`,
      target.weights.accessMode,
      `serves one node, and ${asked} is ${nodesPerReplica}; accepted: ReadOnlyMany`,
    );
  return [];
};
