import type { KeepSpec } from "../keep-spec.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { keepLabels, modelServerName, servingNamespace } from "../names.ts";

type CertificateSpec = Pick<KeepSpec, "name" | "certificates">;

/** Secret that cert-manager writes: `tls.crt`, `tls.key`, and the issuer's `ca.crt`. */
const issuedSecret = "front-door-certificate";

/**
 * Names in the server's certificate: its Service, from short to long, and one by which clients outside of the cluster check it,
 * whatever address they dial (a VPC endpoint's name is known only after it exists).
 */
export function serverNames(keep: string): string[] {
  const service = `${modelServerName}.${servingNamespace}`;
  return [service, `${service}.svc`, `${service}.svc.cluster.local`, `${keep}.modelkeep.internal`];
}

/** Names of the Secrets that hold the server's certificate and the issuer of the clients'; one and the same with cert-manager. */
export function certificateSecrets({ certificates }: Pick<KeepSpec, "certificates">): { server: string; clientCa: string } {
  return certificates.kind === "secrets" ? certificates : { server: issuedSecret, clientCa: issuedSecret };
}

/**
 * The server's certificate, where cert-manager issues it. Clients are let in by certificates of the same issuer, so whoever may have it sign
 * what they like can name themselves any client: give the keep an issuer of its own, and approve requests to it. It must be one that
 * fills in `ca.crt` (CA, Vault, ACM PCA; ACME does not), or the front door stays shut.
 */
export function serverCertificate({ name, certificates }: CertificateSpec): KubernetesObject[] {
  if (certificates.kind !== "cert-manager") return [];
  return [
    {
      apiVersion: "cert-manager.io/v1",
      kind: "Certificate",
      metadata: { name: "front-door", namespace: servingNamespace, labels: keepLabels(name, "front-door") },
      spec: {
        secretName: issuedSecret,
        commonName: `${modelServerName}.${servingNamespace}.svc`,
        dnsNames: serverNames(name),
        // Not `client auth`: the server's own key must not open the door.
        usages: ["digital signature", "server auth"],
        privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
        duration: "168h",
        renewBefore: "56h",
        revisionHistoryLimit: 2,
        issuerRef: { group: "cert-manager.io", kind: certificates.issuerKind, name: certificates.issuer },
      },
    },
  ];
}
