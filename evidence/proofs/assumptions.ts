import type { Graph } from "./graph.ts";

/** What the proofs rest on, each where it plays a part. */
const onAws = [
  "AWS enforces security groups, network ACLs and route tables as documented, and nothing outside of this program changes them.",
  "A gateway, peering or attachment that this program does not have does not exist in its VPCs.",
];
const inCluster = [
  "The cluster's network plugin enforces every NetworkPolicy, from the first packet of a pod on.",
  "No other NetworkPolicy is added to the namespaces of this program: policies only ever add ways.",
];

/** Assumptions about the layers that a stack has. */
export function layers({ aws, cluster }: Graph): string[] {
  return [
    ...(aws.interfaces.length > 0 ? onAws : []),
    ...(cluster.pods.length > 0 && !(cluster.nodesAreOurs && cluster.policies.policies.length === 0) ? inCluster : []),
  ];
}

export const linkLocal =
  "The VPC's resolver, instance metadata and time are link-local and pass no route: which names the resolver answers for is the DNS firewall's to say.";
export const clusterDns =
  "The cluster's DNS answers questions and carries nothing else; which names it forwards is for its own configuration to say.";
export const reachedNode =
  "Whoever controls a node, or its kubelet, reaches the pods on it: no network policy holds between a pod and its own node.";
export const apiServer =
  "Who may exec into a pod, forward a port or use a proxy of the Kubernetes API is a matter of access entries and RBAC.";
export const acceptedByHand = "Whoever accepts a connection to the endpoint service knows whose it is.";
export const identity =
  "The network narrows a grant to a client's network or pods; which of them is the client is for its certificate to say.";
