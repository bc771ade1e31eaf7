import { onExisting, type Row } from "./row.ts";

/** Mistakes in one field: certificates. */
export const badCertificates: readonly Row[] = [
  onExisting(
    "certificates of an unknown kind",
    "certificates",
    { kind: "acme" },
    /is unknown; accepted: secrets, cert-manager/,
    "certificates.kind",
  ),
  onExisting(
    "cert-manager without an issuer",
    "certificates",
    { kind: "cert-manager" },
    /is missing: cert-manager issuer/,
    "certificates.issuer",
  ),
  onExisting(
    "an issuer of an unknown kind",
    "certificates",
    { kind: "cert-manager", issuer: "ca", issuerKind: "Vault" },
    /accepted: Issuer, ClusterIssuer/,
    "certificates.issuerKind",
  ),
  onExisting(
    "a secret's name with capitals",
    "certificates",
    { kind: "secrets", server: "TLS" },
    /lower-case letters/,
    "certificates.server",
  ),
];
