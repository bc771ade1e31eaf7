import { Fact } from "../shape/fact.ts";
import { oneOf, text } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { sha256 } from "./digest.ts";
import { factOf } from "./find.ts";
import type { Keep } from "./keep.ts";
import { metadata } from "./metadata.ts";
import { dnsName, servingNamespace } from "./names.ts";
import { type KeepObject, object } from "./object.ts";

const type = "kubernetes:core/v1:PersistentVolumeClaim";

/** Whether the claim on the weights is one that the keep makes. */
export const isOwnClaim = (keep: Keep, name: string): boolean =>
  keep.find(type, servingNamespace, name) !== undefined || /^weights-[0-9a-f]{10}$/.test(name);

/** The claim on the weights, where it is the keep's to make. It is named for what it asks for. */
export function claims(keep: Keep): KeepObject[] {
  return keep.claim.when({
    known: (name) => {
      if (!isOwnClaim(keep, name)) return [];
      const asked = keep.find(type, servingNamespace, name)?.at("spec");
      const shapeOf = (fields: Readonly<Record<string, Shape>>, storage: Shape): Shape => ({
        accessModes: oneOf(["ReadOnlyMany"], ["ReadWriteOnce"]),
        resources: { requests: { storage } },
        ...fields,
      });
      const byVolume = shapeOf({ storageClassName: "", volumeName: text(dnsName, "a volume's name") }, "1Mi");
      const byClass = shapeOf({ storageClassName: text(dnsName, "a class's name") }, text(/[1-9]\d{0,4}0Gi/, "tens of GiB"));
      const rightName = asked === undefined ? Fact.of(name) : factOf(asked, "what the claim asks for", nameOf);
      const meta = { ...metadata(keep, "weights", name, servingNamespace), name: rightName };
      return [object("claim", type, servingNamespace, name, () => ({ metadata: meta, spec: oneOf(byVolume, byClass) }))];
    },
    unknown: () => [],
  });
}

/** Name of a claim: its fields in the order in which the charts write them. */
function nameOf(value: unknown): string {
  const { volumeName, storageClassName, accessModes, resources } = value as Record<string, unknown>;
  return `weights-${sha256(JSON.stringify({ volumeName, storageClassName, accessModes, resources })).slice(0, 10)}`;
}
