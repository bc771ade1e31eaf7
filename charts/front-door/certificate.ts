import type { KeepSpec } from "../keep-spec.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { keepLabels, modelServerName, servingNamespace } from "../names.ts";

type CertificateSpec = Pick<KeepSpec, "name" | "certificates">;

/** Secret that cert-manager writes: `tls.crt`, `tls.key`, and the `ca.crt` by which clients check the server. */
const issuedSecret = "front-door-certificate";

/**
 * Names in the server's certificate: its Service, from short to long, and one by which clients outside of the cluster check it,
 * independent of the address that they dial (a VPC endpoint's name is known only after it exists).
 */
export function serverNames(keep: string): string[] {
  const service = `${modelServerName}.${servingNamespace}`;
  return [service, `${service}.svc`, `${service}.svc.cluster.local`, `${keep}.modelkeep.internal`];
}

/** Names of the Secrets that hold the server's certificate and the authority of the clients'. */
export function certificateSecrets({ certificates }: Pick<KeepSpec, "certificates">): { server: string; clientCa: string } {
  return { server: certificates.kind === "secrets" ? certificates.server : issuedSecret, clientCa: certificates.clientCa };
}

/**
 * The server's certificate, where cert-manager issues it. Its issuer signs no client's: clients have an authority of their own, whose
 * certificate lies in a Secret that a person writes. A Certificate of the clients' issuer would bring it too, and with it a client's key
 * into the pod (docs/decisions/0008-client-authority.md).
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
