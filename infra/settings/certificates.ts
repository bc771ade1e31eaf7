import { z } from "zod";
import { dnsSubdomain } from "./formats.ts";

/** Where the front door's certificates come from; without one nobody is admitted. */
export const certificatesSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("secrets"),
      server: dnsSubdomain.default("front-door-tls").describe("TLS secret of the front door (tls.crt, tls.key) in modelkeep-serving"),
      clientCa: dnsSubdomain
        .default("front-door-client-ca")
        .describe("secret with the authority (ca.crt) that signs clients' certificates"),
    }),
    z.strictObject({
      kind: z.literal("cert-manager"),
      issuer: dnsSubdomain.describe("cert-manager issuer that signs the front door's certificate, and whose authority signs the clients'"),
      issuerKind: z
        .enum(["Issuer", "ClusterIssuer"])
        .default("ClusterIssuer")
        .describe("whether the issuer is of the namespace or the cluster"),
    }),
  ])
  .prefault({ kind: "secrets" })
  .describe("where the front door's certificates come from");
