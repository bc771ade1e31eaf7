import type { PriorityClass } from "../kubernetes/kinds.ts";
import { clusterWideName, keepLabels } from "../names.ts";

/** Priority class of the model server: evicts batch work when a node is short. */
export const servingPriority = (keep: string): string => clusterWideName(keep, "serving");

/** Priority class of probes and other batch work: never preempts, and is preempted first. */
export const batchPriority = (keep: string): string => clusterWideName(keep, "batch");

/** Above 0, which pods without a class have; far below 2,000,000,000, where the system's own classes start. */
const values = { serving: 1_000_000, batch: -1_000 } as const;

/** The keep's two priority classes; neither is the cluster's default. */
export function priorityClasses(keep: string): PriorityClass[] {
  const priorityClass = (name: string, value: number, preemptionPolicy: string, description: string): PriorityClass => ({
    apiVersion: "scheduling.k8s.io/v1",
    kind: "PriorityClass",
    metadata: { name, labels: keepLabels(keep, "isolation") },
    value,
    globalDefault: false,
    preemptionPolicy,
    description,
  });
  return [
    priorityClass(servingPriority(keep), values.serving, "PreemptLowerPriority", "The model server of a keep"),
    priorityClass(batchPriority(keep), values.batch, "Never", "Work of a keep that can wait"),
  ];
}
