import { z } from "zod";
import { dnsSubdomain } from "./formats.ts";

/** The CA of clients' certificates, which must not be the CA of the front door's certificate. */
const clientAuthority = {
  clientCa: dnsSubdomain
    .default("front-door-client-ca")
    .describe("secret in the serving namespace with the CA of clients' certificates and its revocation list (ca.pem: concatenated PEM)"),
  clientIssuer: z
    .strictObject({
      name: dnsSubdomain.describe("name of the issuer"),
      kind: z.enum(["Issuer", "ClusterIssuer"]).default("ClusterIssuer").describe("whether the issuer is namespaced or cluster-wide"),
    })
    .optional()
    .describe("cert-manager issuer that signs clients' certificates, if there is one; given to clients and named in the report"),
};

/** Source of the front door's certificates; without certificates no client is admitted. */
export const certificatesSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("secrets"),
      server: dnsSubdomain.default("front-door-tls").describe("TLS secret of the front door (tls.crt, tls.key) in the serving namespace"),
      ...clientAuthority,
    }),
    z.strictObject({
      kind: z.literal("cert-manager"),
      issuer: dnsSubdomain.describe("cert-manager issuer that signs the front door's own certificate, but not clients'"),
      issuerKind: z.enum(["Issuer", "ClusterIssuer"]).default("ClusterIssuer").describe("whether the issuer is namespaced or cluster-wide"),
      ...clientAuthority,
    }),
  ])
  .prefault({ kind: "secrets" })
  .describe("source of the front door's certificates");
