import { foundInstance } from "../lookups/catalog-rows.ts";
import { lookupProblems } from "../lookups/found.ts";
import { type Problem, problemAt } from "../problem.ts";
import type { ModelCheck } from "./check.ts";

/** The hardware matches the target's kind, and the limits are in order. */
export const capacityCheck: ModelCheck = (model, paths) => {
  const { target, capacity } = model;
  const { instance, gpus, replicas, purchase, volumeGiB } = capacity;
  const problems: Problem[] = [];
  const no = (field: string, value: unknown, message: string) => problems.push(problemAt(`${paths.capacity}.${field}`, value, message));
  if (replicas.min > replicas.max)
    no(
      "replicas.min",
      replicas.min,
      `is more than ${paths.capacity}.replicas.max; accepted: 0 to ${replicas.max}, or set max to ${replicas.min} or more`,
    );
  if (target.kind === "eks") {
    if (gpus !== undefined) no("gpus", gpus, `is for target "existing"; accepted: ${paths.capacity}.instance only`);
    return [...problems, ...lookupProblems(foundInstance(model, paths))];
  }
  if (instance !== undefined)
    no(
      "instance",
      instance,
      `names an AWS instance, and target.kind is "existing"; accepted: ${target.accelerator === "none" ? "leave it out" : `${paths.capacity}.gpus`}`,
    );
  if (target.accelerator === "none" && gpus !== undefined)
    no("gpus", gpus, 'is given, and target.accelerator is "none"; accepted: one or the other');
  if (target.accelerator !== "none" && gpus === undefined)
    no("gpus", undefined, "is missing: the GPUs of one replica; accepted: {count, memoryGiB}");
  if (purchase.kind !== "on-demand") no("purchase.kind", purchase.kind, "is for target eks; accepted: on-demand");
  if (volumeGiB !== undefined) no("volumeGiB", volumeGiB, "is for target eks; accepted: leave it out");
  return problems;
};
