import type { NetworkPolicy } from "../kubernetes/kinds.ts";
import { keepNamespaces } from "./namespaces.ts";
import { networkPolicy } from "./network-policy.ts";

/**
 * Nothing in, nothing out, for every pod of the keep's namespaces; each other policy opens one way.
 * Both directions are in one policy: in strict mode of the VPC CNI a pod that only egress policies select accepts all ingress
 * (aws/amazon-vpc-cni-k8s#3068). No policy of Kubernetes holds between a pod and its own node: that traffic is always allowed, which is
 * why the GPU nodes are tainted and the front door asks for a client certificate.
 */
export function defaultDeny(keep: string): NetworkPolicy[] {
  return keepNamespaces(keep).map((namespace) => networkPolicy(keep, namespace, "default-deny", {}, { ingress: [], egress: [] }));
}
