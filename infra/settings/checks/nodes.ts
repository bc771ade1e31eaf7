import type { KeepSettings } from "../keep.ts";
import { type SettingsPaths, settingsPaths } from "../paths.ts";
import { problemAt } from "../problem.ts";
import { currentModels, type ServedModel } from "../served-model.ts";
import type { Check, ModelCheck } from "./check.ts";

/** A replica can span several nodes only with a controller for it, and only on GPUs. */
export const nodesCheck: ModelCheck = ({ target, capacity: { nodesPerReplica } }, paths) => {
  if (nodesPerReplica === 1) return [];
  const refused = (message: string) => [problemAt(`${paths.capacity}.nodesPerReplica`, nodesPerReplica, message)];
  if (target.kind === "eks")
    return refused(
      `is for target existing, because the keep's own cluster does not run the LeaderWorkerSet controller; accepted: 1, with a ${paths.capacity}.instance that has enough GPUs for the model`,
    );
  if (target.accelerator === "none") return refused('distributes GPUs, and target.accelerator is "none"; accepted: 1');
  return [];
};

/** A claim with access mode ReadWriteOnce is mounted on one node, and the pods of a model run on different ones. */
export const singleNodeWeightsCheck: Check = (keep) => {
  const problems = currentModels(keep).flatMap((served) => {
    const { target } = served;
    if (target.kind !== "existing" || target.weights.kind === "claim" || target.weights.accessMode !== "ReadWriteOnce") return [];
    const { accessMode } = target.weights;
    const paths = settingsPaths(keep, served);
    const why = severalPods(keep, served, paths);
    if (why === undefined) return [];
    return [problemAt(`${paths.placement.weights}.accessMode`, accessMode, `serves one node, and ${why}; accepted: ReadOnlyMany`)];
  });
  return problems.filter(({ path }, i) => problems.findIndex((other) => other.path === path) === i);
};

/** The setting by which a model has more than one pod; undefined if it has only one. */
function severalPods(
  keep: KeepSettings,
  { id, target, capacity: { nodesPerReplica, replicas } }: ServedModel,
  paths: SettingsPaths,
): string | undefined {
  const onCpus = target.kind === "existing" && target.accelerator === "none";
  const { capacity, model } = paths;
  // Without GPUs the settings refuse more than one node (nodesCheck).
  if (nodesPerReplica > 1 && !onCpus) return `${capacity}.nodesPerReplica is ${nodesPerReplica}`;
  if (replicas.max > 1) return `${capacity}.replicas.max is ${replicas.max}`;
  return keep.models[id.model]?.next === undefined ? undefined : `${model}.next runs at the same time`;
}
