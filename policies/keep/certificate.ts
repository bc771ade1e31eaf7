import { text } from "../shape/forms.ts";
import type { Keep } from "./keep.ts";
import { metadata } from "./metadata.ts";
import { dnsName } from "./names.ts";
import { type KeepObject, object } from "./object.ts";

const certificateType = "kubernetes:cert-manager.io/v1:Certificate";
const name = "front-door";

/** Whether cert-manager issues the front doors' certificate. */
export const isIssued = (keep: Keep): boolean => keep.find(certificateType, keep.serving, name) !== undefined;

/** The certificate of all front doors, where cert-manager issues it: a server's and nothing else, of a new key each time. */
export function certificates(keep: Keep): KeepObject[] {
  if (!isIssued(keep)) return [];
  const services = keep.models.map(({ key }) => `${key}.${keep.serving}`);
  return [
    object("certificate", certificateType, keep.serving, name, () => ({
      metadata: metadata(keep, "front-door", name, keep.serving),
      spec: {
        secretName: "front-door-certificate",
        commonName: keep.name.as((own) => `${own}.modelkeep.internal`),
        dnsNames: keep.name.as((own) => [
          ...services.flatMap((service) => [service, `${service}.svc`, `${service}.svc.cluster.local`]),
          `${own}.modelkeep.internal`,
        ]),
        usages: ["digital signature", "server auth"],
        privateKey: { algorithm: "ECDSA", rotationPolicy: "Always", size: 256 },
        duration: "168h",
        renewBefore: "56h",
        revisionHistoryLimit: 2,
        issuerRef: { group: "cert-manager.io", kind: text(/(Cluster)?Issuer/), name: text(dnsName, "an issuer's name") },
      },
    })),
  ];
}
