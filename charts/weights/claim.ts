import type { KeepSpec } from "../keep-spec.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { keepLabels, servingNamespace } from "../names.ts";

/**
 * The claim on the volume that holds the weights, where the keep makes it. It names its volume and no storage class, so nothing is ever
 * provisioned, and asks for a token size, because a claim must ask and the volume is what it is.
 */
export function weightsClaim({ name, weights }: Pick<KeepSpec, "name" | "weights">): KubernetesObject[] {
  if (weights.kind !== "claim" || weights.volume === undefined) return [];
  const { name: volumeName, accessMode } = weights.volume;
  return [
    {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name: weights.claimName, namespace: servingNamespace, labels: keepLabels(name, "weights") },
      spec: { volumeName, storageClassName: "", accessModes: [accessMode], resources: { requests: { storage: "1Mi" } } },
    },
  ];
}
