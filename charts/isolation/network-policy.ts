import type { NetworkPolicy } from "../kubernetes/kinds.ts";
import type {
  LabelSelector,
  NetworkPeer,
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicySpec,
  NetworkPort,
} from "../kubernetes/parts.ts";
import { keepLabels } from "../names.ts";

/** Labels that a pod, or a namespace, must carry, all of them. */
export type Labels = Readonly<Record<string, string>>;

/** Pods, or namespaces, that carry labels: never all of them, as an empty selector would mean. */
type Selector = Required<Pick<LabelSelector, "matchLabels">>;

/** The other side of a connection. */
export type Peer =
  | Record<keyof Pick<NetworkPeer, "namespaceSelector" | "podSelector">, Selector>
  | Record<keyof Pick<NetworkPeer, "namespaceSelector">, Selector>
  | Required<Pick<NetworkPeer, "ipBlock">>;

export interface Port extends Required<Pick<NetworkPort, "protocol" | "port">> {
  protocol: "TCP" | "UDP";
  port: number;
}

interface IngressRule extends Required<Pick<NetworkPolicyIngressRule, "from" | "ports">> {
  from: readonly Peer[];
  ports: readonly Port[];
}

export interface EgressRule extends Required<Pick<NetworkPolicyEgressRule, "to" | "ports">> {
  to: readonly Peer[];
  ports: readonly Port[];
}

/** What may reach the selected pods, and what they may reach. A direction that is there, even as an empty list, is denied but for its rules. */
export interface Rules extends Pick<NetworkPolicySpec, "ingress" | "egress"> {
  ingress?: readonly IngressRule[];
  egress?: readonly EgressRule[];
}

/** DNS moves to TCP where an answer does not fit a datagram, so it is always both. */
export const dnsPortsAt = (port: number): readonly Port[] => [
  { protocol: "UDP", port },
  { protocol: "TCP", port },
];

/** The usual port of DNS. */
export const dnsPorts = dnsPortsAt(53);

/**
 * One NetworkPolicy; its directions are the ones that `rules` has.
 * @throws Error where a rule names no peer or no port: Kubernetes reads an empty list as every peer and every port, so a list that
 * turned out empty would open what it was meant to narrow.
 */
export function networkPolicy(keep: string, namespace: string, name: string, pods: Labels, rules: Rules): NetworkPolicy {
  for (const rule of rules.ingress ?? []) if (rule.from.length === 0 || rule.ports.length === 0) throw emptyRule(namespace, name);
  for (const rule of rules.egress ?? []) if (rule.to.length === 0 || rule.ports.length === 0) throw emptyRule(namespace, name);
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace, labels: keepLabels(keep, "isolation") },
    spec: {
      podSelector: Object.keys(pods).length === 0 ? {} : { matchLabels: pods },
      policyTypes: [...(rules.ingress ? ["Ingress"] : []), ...(rules.egress ? ["Egress"] : [])],
      // The API server does not keep an empty list; with one, each application of the same policy would count as a change.
      ...(rules.ingress?.length ? ({ ingress: rules.ingress } satisfies Partial<NetworkPolicySpec>) : {}),
      ...(rules.egress?.length ? ({ egress: rules.egress } satisfies Partial<NetworkPolicySpec>) : {}),
    },
  };
}

function emptyRule(namespace: string, name: string): Error {
  return new Error(`network policy ${namespace}/${name} has a rule without a peer or a port, which Kubernetes reads as all of them`);
}
