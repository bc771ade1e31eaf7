import { z } from "zod";
import { dnsSubdomain } from "./formats.ts";

/** Who signs the certificates of clients: an authority of its own, never the one of the front door's certificate. */
const clientAuthority = {
  clientCa: dnsSubdomain
    .default("front-door-client-ca")
    .describe(
      "secret in the serving namespace with the authority of clients' certificates and its list of revoked ones (ca.pem: PEM, one after the other)",
    ),
  clientIssuer: z
    .strictObject({
      name: dnsSubdomain.describe("name of the issuer"),
      kind: z.enum(["Issuer", "ClusterIssuer"]).default("ClusterIssuer").describe("whether the issuer is of a namespace or the cluster"),
    })
    .optional()
    .describe("cert-manager issuer that signs clients' certificates, where there is one; it is told to clients, and named in the report"),
};

/** Where the front door's certificates come from; without one nobody is admitted. */
export const certificatesSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("secrets"),
      server: dnsSubdomain.default("front-door-tls").describe("TLS secret of the front door (tls.crt, tls.key) in the serving namespace"),
      ...clientAuthority,
    }),
    z.strictObject({
      kind: z.literal("cert-manager"),
      issuer: dnsSubdomain.describe("cert-manager issuer that signs the front door's own certificate, and no client's"),
      issuerKind: z
        .enum(["Issuer", "ClusterIssuer"])
        .default("ClusterIssuer")
        .describe("whether the issuer is of the namespace or the cluster"),
      ...clientAuthority,
    }),
  ])
  .prefault({ kind: "secrets" })
  .describe("where the front door's certificates come from");
