import { createHash } from "node:crypto";
import type { ClaimAccessMode, ClaimSource, KeepSpec } from "../keep-spec.ts";
import type { PersistentVolumeClaim } from "../kubernetes/kinds.ts";
import type { VolumeClaimSpec } from "../kubernetes/parts.ts";
import { keepLabels, servingNamespace } from "../names.ts";
import { claimGiB } from "./storage.ts";

/** What the keep's own claim asks for; undefined where the claim is managed elsewhere. */
function claimSpec(spec: Pick<KeepSpec, "model">, from: ClaimSource): VolumeClaimSpec | undefined {
  const ask = (storage: string, accessMode: ClaimAccessMode): Pick<VolumeClaimSpec, "accessModes" | "resources"> => ({
    accessModes: [accessMode],
    resources: { requests: { storage } satisfies Record<"storage", string> },
  });
  switch (from.kind) {
    case "claim":
      return undefined;
    case "volume":
      // No class, so that nothing is ever provisioned, and a token size: a claim must ask, and the volume is what it is.
      return { volumeName: from.volume, storageClassName: "", ...ask("1Mi", from.accessMode) };
    case "storage-class":
      return { storageClassName: from.storageClass, ...ask(`${claimGiB(spec)}Gi`, from.accessMode) };
  }
}

/**
 * Name of the claim that the loader mounts. The keep's own is named for what it asks for: none of that can be changed, and a claim in use
 * is not deleted before its pods are gone, so another volume, class or size must be another claim, in addition to the first.
 */
export function weightsClaimName(spec: Pick<KeepSpec, "model">, from: ClaimSource): string {
  if (from.kind === "claim") return from.claim;
  return `weights-${createHash("sha256")
    .update(JSON.stringify(claimSpec(spec, from)))
    .digest("hex")
    .slice(0, 10)}`;
}

/** The claim on the weights, where it is the keep's to make. */
export function weightsClaim(spec: Pick<KeepSpec, "name" | "model" | "weights">): PersistentVolumeClaim[] {
  if (spec.weights.kind !== "claim") return [];
  const asked = claimSpec(spec, spec.weights.from);
  if (asked === undefined) return [];
  const name = weightsClaimName(spec, spec.weights.from);
  return [
    {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name, namespace: servingNamespace(spec.name), labels: keepLabels(spec.name, "weights") },
      spec: asked,
    },
  ];
}
