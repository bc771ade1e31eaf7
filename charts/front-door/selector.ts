import { groupLabels } from "../inference/leader-worker-set.ts";
import type { KeepSpec } from "../keep-spec.ts";
import { modelServerSelector } from "../names.ts";

/**
 * Labels of the pods that have a front door, for its Service, the grants and the probes: all of them where a replica is one pod, the first
 * of each group where it is several, so that no grant reaches the others.
 */
export function frontDoorSelector({ name, hardware }: Pick<KeepSpec, "name" | "hardware">): Record<string, string> {
  return { ...modelServerSelector(name), ...(hardware.nodes > 1 ? { [groupLabels.worker]: "0" } : {}) };
}
