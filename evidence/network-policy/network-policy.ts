import type { LabelSelector } from "./label-selector.ts";

/** `NetworkPolicyPeer` of networking.k8s.io/v1: selectors, or a block of addresses. */
export interface PolicyPeer {
  podSelector?: LabelSelector;
  namespaceSelector?: LabelSelector;
  ipBlock?: { cidr: string; except?: readonly string[] };
}

/** `NetworkPolicyPort`: a number, a name of a container's port, or with `endPort` a range. */
export interface PolicyPort {
  protocol?: string;
  port?: number | string;
  endPort?: number;
}

/** One rule, whichever its direction: `peers` is `from` or `to`. */
export interface PolicyRule {
  peers: readonly PolicyPeer[];
  ports: readonly PolicyPort[];
}

export type Direction = "ingress" | "egress";

/** A NetworkPolicy, read. A direction that is absent is one that the policy does not isolate. */
export interface NetworkPolicy {
  /** namespace/name, by which findings name it. */
  id: string;
  namespace: string;
  podSelector: LabelSelector;
  rules: Partial<Record<Direction, readonly PolicyRule[]>>;
}

interface Spec {
  podSelector?: LabelSelector | null;
  policyTypes?: readonly string[] | null;
  ingress?: readonly { from?: readonly PolicyPeer[] | null; ports?: readonly PolicyPort[] | null }[] | null;
  egress?: readonly { to?: readonly PolicyPeer[] | null; ports?: readonly PolicyPort[] | null }[] | null;
}

/**
 * Reads a NetworkPolicy object. Without `policyTypes` a policy isolates for ingress, and for egress where it has an egress rule.
 * Source: NetworkPolicySpec in the Kubernetes API reference.
 * @throws Error for what the API server would refuse: a policy type that it does not know, a peer with none or both of two exclusive fields
 */
export function readNetworkPolicy({ metadata, spec }: { metadata: { name: string; namespace?: string }; spec?: unknown }): NetworkPolicy {
  const namespace = metadata.namespace ?? "default";
  const id = `${namespace}/${metadata.name}`;
  const { podSelector, policyTypes, ingress, egress } = (spec ?? {}) as Spec;
  const types = policyTypes?.length ? policyTypes : ["Ingress", ...(egress?.length ? ["Egress"] : [])];
  const strange = types.find((type) => type !== "Ingress" && type !== "Egress");
  if (strange !== undefined) throw new Error(`network policy ${id} has the policy type "${strange}"; Kubernetes knows Ingress and Egress`);
  const rules: NetworkPolicy["rules"] = {
    ...(types.includes("Ingress")
      ? { ingress: (ingress ?? []).map(({ from, ports }) => ({ peers: from ?? [], ports: ports ?? [] })) }
      : {}),
    ...(types.includes("Egress") ? { egress: (egress ?? []).map(({ to, ports }) => ({ peers: to ?? [], ports: ports ?? [] })) } : {}),
  };
  for (const { peers } of [...(rules.ingress ?? []), ...(rules.egress ?? [])])
    for (const { ipBlock, namespaceSelector, podSelector } of peers)
      if ((ipBlock === undefined) === (namespaceSelector === undefined && podSelector === undefined))
        throw new Error(`network policy ${id} has a peer that is not either a block of addresses or selectors`);
  return { id, namespace, podSelector: podSelector ?? {}, rules };
}
