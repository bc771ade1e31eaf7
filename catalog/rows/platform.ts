import { z } from "zod";
import { sourced } from "../sourced.ts";

/** Namespaces of the cluster itself in which its DNS runs. */
export const dnsNamespaces = ["kube-system", "openshift-dns"] as const;

/** Ports on which the pods of a cluster's DNS listen: CoreDNS, CoreDNS without privileges (Gardener), CoreDNS of OpenShift. */
export const dnsPorts = [53, 8053, 5353] as const;

/** One way on which the cluster's DNS answers, as a network policy can name it: pods by their labels, or an address on port 53. */
export const dnsPeerSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("pods"),
    namespace: z.enum(dnsNamespaces),
    labels: z.record(z.string(), z.string()),
    /** Port of the pods, to which that of the Service is translated before policies are applied. */
    port: z.union(dnsPorts.map((port) => z.literal(port))),
  }),
  z.strictObject({ kind: z.literal("address"), address: z.ipv4() }),
]);

export type DnsPeer = z.infer<typeof dnsPeerSchema>;

/** A distribution of Kubernetes, and what it does otherwise than the others. */
export const platformSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9]+$/),
  called: z.string(),
  /** Every way on which its DNS answers by default. */
  dns: z.array(dnsPeerSchema).min(1),
  /** Whether a pod may name its user, or the cluster assigns one to each namespace. */
  users: z.enum(["fixed", "assigned"]),
  ...sourced,
});

export type Platform = z.infer<typeof platformSchema>;
