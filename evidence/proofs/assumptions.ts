import type { Graph } from "./graph.ts";

/** Assumptions of the proofs, each included where it is relevant. */
const onAws = [
  "AWS enforces security groups, network ACLs and route tables as documented, and nothing outside of this program changes them.",
  "Its VPCs have no gateway, peering or attachment that is not in this program.",
];
const inCluster = [
  "The cluster's network plugin enforces every NetworkPolicy, from a pod's first packet.",
  "No other NetworkPolicy is added to the namespaces of this program: policies can only allow more.",
];

/** Assumptions about the layers that a stack has. */
export function layers({ aws, cluster }: Graph): string[] {
  return [
    ...(aws.interfaces.length > 0 ? onAws : []),
    ...(cluster.pods.length > 0 && !(cluster.nodesAreOurs && cluster.policies.policies.length === 0) ? inCluster : []),
  ];
}

export const linkLocal =
  "The VPC's resolver, instance metadata and time are link-local and need no route: the DNS firewall decides which names the resolver answers.";
export const clusterDns = "The cluster's DNS only answers queries; its own configuration decides which names it forwards.";
export const reachedNode =
  "Anyone who controls a node, or its kubelet, reaches the pods on it: network policies do not apply between a pod and its own node.";
export const apiServer = "Access entries and RBAC decide who may exec into a pod, forward a port or use the Kubernetes API proxy.";
export const acceptedByHand = "The person who accepts a connection to the endpoint service knows whose it is.";
export const identity = "The network narrows a grant to a client's network or pods; the certificate identifies the client among them.";
