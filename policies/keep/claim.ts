import { Fact } from "../shape/fact.ts";
import { oneOf, text } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { sha256 } from "./digest.ts";
import { factOf } from "./find.ts";
import type { Keep } from "./keep.ts";
import { metadata } from "./metadata.ts";
import { dnsName } from "./names.ts";
import { type KeepObject, object } from "./object.ts";

const type = "kubernetes:core/v1:PersistentVolumeClaim";

/** Whether a claim on weights is one that the keep makes. */
export const isOwnClaim = (keep: Keep, name: string): boolean =>
  keep.find(type, keep.serving, name) !== undefined || /^weights-[0-9a-f]{10}$/.test(name);

/** The claims on the weights of all servers, each once; several servers may have one. */
const claimsOf = (keep: Keep): string[] => [
  ...new Set(keep.servers.flatMap(({ claim }) => claim.when({ known: (name) => [name], unknown: () => [] }))),
];

/** The claims on the weights that are the keep's to make. Each is named for what it asks for. */
export function claims(keep: Keep): KeepObject[] {
  return claimsOf(keep)
    .filter((name) => isOwnClaim(keep, name))
    .map((name) => {
      const asked = keep.find(type, keep.serving, name)?.at("spec");
      const shapeOf = (fields: Readonly<Record<string, Shape>>, storage: Shape): Shape => ({
        accessModes: oneOf(["ReadOnlyMany"], ["ReadWriteOnce"]),
        resources: { requests: { storage } },
        ...fields,
      });
      const byVolume = shapeOf({ storageClassName: "", volumeName: text(dnsName, "a volume's name") }, "1Mi");
      const byClass = shapeOf({ storageClassName: text(dnsName, "a class's name") }, text(/[1-9]\d{0,4}0Gi/, "tens of GiB"));
      const rightName = asked === undefined ? Fact.of(name) : factOf(asked, "what the claim asks for", nameOf);
      const meta = { ...metadata(keep, "weights", name, keep.serving), name: rightName };
      return object("claim", type, keep.serving, name, () => ({ metadata: meta, spec: oneOf(byVolume, byClass) }));
    });
}

/** Claims that the serving namespace may have: of each of the keep's own the one in use and its replacement; one that is managed elsewhere. */
export const mostClaims = (keep: Keep): Fact<string> =>
  keep.vault.chain((vault) =>
    vault
      ? Fact.of("0")
      : Fact.all(...keep.servers.map(({ claim }) => claim)).as((names) =>
          String([...new Set(names)].reduce((sum, name) => sum + (isOwnClaim(keep, name) ? 2 : 1), 0)),
        ),
  );

/** Name of a claim: its fields in the order in which the charts write them. */
function nameOf(value: unknown): string {
  const { volumeName, storageClassName, accessModes, resources } = value as Record<string, unknown>;
  return `weights-${sha256(JSON.stringify({ volumeName, storageClassName, accessModes, resources })).slice(0, 10)}`;
}
