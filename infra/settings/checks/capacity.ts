import { type Problem, problemAt } from "../problem.ts";
import type { ModelCheck } from "./check.ts";

/** The hardware is the target's own kind, and the bounds are in order. */
export const capacityCheck: ModelCheck = ({ target, capacity: { instance, gpus, replicas, purchase } }) => {
  const problems: Problem[] = [];
  const no = (field: string, value: unknown, message: string) => problems.push(problemAt(`capacity.${field}`, value, message));
  if (replicas.min > replicas.max)
    no(
      "replicas.min",
      replicas.min,
      `is more than capacity.replicas.max; accepted: 0 to ${replicas.max}, or set max to ${replicas.min} or more`,
    );
  if (target.kind === "eks") {
    if (gpus !== undefined) no("gpus", gpus, 'is for target "existing"; accepted: capacity.instance alone');
    if (instance === undefined)
      no("instance", undefined, "is missing: the AWS GPU instance type of one replica; accepted: a type such as g6e.12xlarge");
    return problems;
  }
  if (instance !== undefined) no("instance", instance, 'names an AWS instance, and target.kind is "existing"; accepted: capacity.gpus');
  if (target.accelerator === "none" && gpus !== undefined)
    no("gpus", gpus, 'is given, and target.accelerator is "none"; accepted: one or the other');
  if (target.accelerator !== "none" && gpus === undefined)
    no("gpus", undefined, "is missing: the GPUs of one replica; accepted: {count, memoryGiB}");
  if (purchase.kind !== "on-demand") no("purchase.kind", purchase.kind, "is for target eks; accepted: on-demand");
  return problems;
};
