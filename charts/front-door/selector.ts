import { groupLabels } from "../inference/leader-worker-set.ts";
import type { KeepSpec } from "../keep-spec.ts";
import { modelSelector, modelServerSelector } from "../names.ts";

type SelectorSpec = Pick<KeepSpec, "name" | "server" | "hardware">;

/** Of a replica over several nodes only the first pod has a front door, so that no grant reaches the others. */
const withDoor = ({ hardware }: SelectorSpec) => (hardware.nodes > 1 ? { [groupLabels.worker]: "0" } : {});

/** Labels of the pods of a model that have a front door, of both versions: those that its grants are for. */
export function frontDoorPods(spec: SelectorSpec): Record<string, string> {
  return { ...modelSelector(spec.name, spec.server.model), ...withDoor(spec) };
}

/**
 * Labels of the pods that a model's Service leads to: those of one version, or of both, each pod with its even share. No pod is touched when
 * this changes, so a version is taken in or out at once.
 */
export function frontDoorSelector(spec: SelectorSpec): Record<string, string> {
  const { model, serves } = spec.server;
  if (serves === "both") return frontDoorPods(spec);
  return { ...modelServerSelector(spec.name, { model, version: serves }), ...withDoor(spec) };
}
