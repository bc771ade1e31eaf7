import type { KeepSpec } from "../keep-spec.ts";
import { modelServerSelector } from "../names.ts";
import type { Labels } from "./network-policy.ts";

/**
 * Labels of the pods with a front door: of a replica on several nodes the first pod alone, so that no grant reaches the others.
 * Source of the label: "Labels, Annotations and Environment Variables" of LeaderWorkerSet, which sets it.
 */
export function frontDoorPods({ name, hardware }: Pick<KeepSpec, "name" | "hardware">): Labels {
  return { ...modelServerSelector(name), ...(hardware.nodes > 1 ? { "leaderworkerset.sigs.k8s.io/worker-index": "0" } : {}) };
}
