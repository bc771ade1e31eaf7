import { text } from "../shape/forms.ts";
import type { Keep } from "./keep.ts";
import { metadata } from "./metadata.ts";
import { dnsName, modelServer, servingNamespace } from "./names.ts";
import { type KeepObject, object } from "./object.ts";

export const certificateType = "kubernetes:cert-manager.io/v1:Certificate";

/** The front door's certificate, where cert-manager issues it: a server's and nothing else, of a new key each time. */
export function certificates(keep: Keep): KeepObject[] {
  if (!keep.find(certificateType, servingNamespace, "front-door")) return [];
  const service = `${modelServer}.${servingNamespace}`;
  return [
    object("certificate", certificateType, servingNamespace, "front-door", () => ({
      metadata: metadata(keep, "front-door", "front-door", servingNamespace),
      spec: {
        secretName: "front-door-certificate",
        commonName: `${service}.svc`,
        dnsNames: [service, `${service}.svc`, `${service}.svc.cluster.local`, keep.name.as((name) => `${name}.modelkeep.internal`)],
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
