import type { KeepSpec } from "../keep-spec.ts";
import type { Certificate } from "../kubernetes/certificate.ts";
import { keepLabels, servingNamespace } from "../names.ts";

type CertificateSpec = Pick<KeepSpec, "name" | "certificates" | "server">;

/** Secret that cert-manager writes: `tls.crt`, `tls.key`, and the `ca.crt` by which clients check the server. */
const issuedSecret = "front-door-certificate";

/** Name of a model's Service inside the cluster, the one that clients of the cluster dial. */
export const serviceHost = (keep: string, model: string): string => `${model}.${servingNamespace(keep)}.svc`;

/**
 * Name by which clients outside of the cluster check the server, independent of the address that they dial (a VPC endpoint's name is known
 * only after it exists).
 */
export const outsideHost = (keep: string): string => `${keep}.modelkeep.internal`;

/** Names in the server's certificate: the Service of each model, from short to long, and the one for clients outside of the cluster. */
export function serverNames(keep: string, models: readonly string[]): string[] {
  const services = models.map((model) => serviceHost(keep, model));
  return [...services.flatMap((host) => [host.replace(/\.svc$/, ""), host, `${host}.cluster.local`]), outsideHost(keep)];
}

/** Names of the Secrets that hold the server's certificate and the authority of the clients'. */
export function certificateSecrets({ certificates }: Pick<KeepSpec, "certificates">): { server: string; clientCa: string } {
  return { server: certificates.kind === "secrets" ? certificates.server : issuedSecret, clientCa: certificates.clientCa };
}

/**
 * The certificate of all front doors of a keep, where cert-manager issues it. Its issuer signs no client's: clients have an authority of their own, whose
 * certificate lies in a Secret that a person writes. A Certificate of the clients' issuer would bring it too, and with it a client's key
 * into the pod (docs/decisions/0008-client-authority.md).
 */
export function serverCertificate(specs: readonly [CertificateSpec, ...CertificateSpec[]]): Certificate[] {
  const [{ name, certificates }] = specs;
  if (certificates.kind !== "cert-manager") return [];
  return [
    {
      apiVersion: "cert-manager.io/v1",
      kind: "Certificate",
      metadata: { name: "front-door", namespace: servingNamespace(name), labels: keepLabels(name, "front-door") },
      spec: {
        secretName: issuedSecret,
        // At most 64 characters, and the same whichever models there are: clients look at the DNS names.
        commonName: outsideHost(name),
        dnsNames: serverNames(name, [...new Set(specs.map((spec) => spec.server.model))]),
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
