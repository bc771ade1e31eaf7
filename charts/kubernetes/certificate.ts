import type { Metadata } from "./manifest.ts";

/**
 * A certificate that cert-manager issues and renews, with the fields of its custom resource definition that charts use.
 * Source: cert-manager.io/v1, `pkg/apis/certmanager/v1/types_certificate.go` of cert-manager.
 */
export type Certificate = {
  readonly apiVersion: "cert-manager.io/v1";
  readonly kind: "Certificate";
  readonly metadata: Metadata;
  readonly spec: {
    readonly secretName: string;
    readonly commonName: string;
    readonly dnsNames: readonly string[];
    readonly usages: readonly string[];
    readonly privateKey: { readonly algorithm: "ECDSA"; readonly size: 256 | 384 | 521; readonly rotationPolicy: "Always" | "Never" };
    /** Go duration: `168h`. */
    readonly duration: string;
    readonly renewBefore: string;
    readonly revisionHistoryLimit: number;
    readonly issuerRef: { readonly group: "cert-manager.io"; readonly kind: "Issuer" | "ClusterIssuer"; readonly name: string };
  };
};
