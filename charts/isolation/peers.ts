import { parseCidr } from "../../network-range/cidr.ts";
import type { Labels, Peer } from "./network-policy.ts";

/** The label that Kubernetes itself puts on each namespace, with the namespace's name; it cannot be set on another. Kubernetes >= 1.22. */
const namespaceName = "kubernetes.io/metadata.name";

/** Pods with all of `labels` in one namespace, named by the label that the API server sets. */
export function podsOf(namespace: string, labels: Labels): Peer {
  if (Object.keys(labels).length === 0)
    throw new Error(`a peer in namespace ${namespace} needs a label: an empty selector means every pod`);
  return { ...everyPodOf(namespace), podSelector: { matchLabels: labels } };
}

/** Every pod of one namespace. */
export function everyPodOf(namespace: string): { namespaceSelector: { matchLabels: Labels } } {
  return { namespaceSelector: { matchLabels: { [namespaceName]: namespace } } };
}

/** Shortest prefix, in bits, that can be one owner's network: 10.0.0.0/8 is the widest private one of IPv4, a /16 wider than any allocation of IPv6. */
const shortestPrefix = { ipv4: 8, ipv6: 16 } as const;

/**
 * Networks outside the cluster, in CIDR notation.
 * @param what names the owner of the ranges in the error
 * @throws Error where there is none, where one is no range, or where one is so wide that a few of it are every address
 */
export function networks(ranges: readonly string[], what: string): Peer[] {
  if (ranges.length === 0) throw new Error(`${what}: no range is known, and a policy without one would mean every address`);
  return ranges.map((cidr) => {
    const { family, prefix } = parseCidr(cidr);
    const shortest = shortestPrefix[family];
    if (prefix < shortest) throw new Error(`${what}: ${cidr} is too wide for a grant; accepted: a prefix of at least /${shortest}`);
    return { ipBlock: { cidr } };
  });
}

/**
 * The DNS of a cluster that the keep makes. The selector is exactly that of the Service `kube-dns`: the VPC CNI judges a packet before its Service address is
 * translated, and lets that address through only for a selector equal to the Service's own.
 * Source: otterize/intents-operator#488, aws/amazon-network-policy-controller-k8s#222.
 */
export const clusterDns = { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } } as const;
