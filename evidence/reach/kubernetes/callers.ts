import { selects } from "../../network-policy/label-selector.ts";
import type { NetworkPolicy, PolicyPeer } from "../../network-policy/network-policy.ts";
import { portsOfRule } from "../../network-policy/policy-ports.ts";
import { common, formatPorts, isEmpty, type PortSet } from "../../network-policy/port-set.ts";
import { isolating } from "../../network-policy/reachability.ts";
import { type Hop, hop } from "../hop.ts";
import { type Addresses, rangeOf, without } from "../space/addresses.ts";
import type { ClusterGraph } from "./cluster-graph.ts";
import type { WorkloadPods } from "./workload-pods.ts";

/** A caller that the network policies of a pod admit. */
export interface Caller {
  /** For a reader. */
  who: string;
  kind: "everyone" | "addresses" | "pods of one namespace" | "pods of several namespaces" | "the pod's own kind";
  /** Namespace and labels of the pods, if they are in one namespace. */
  namespace?: string;
  labels?: Readonly<Record<string, string>>;
  /** Addresses, for that kind. */
  addresses?: Addresses;
  ports: PortSet;
  hops: readonly Hop[];
}

/** Callers of a pod on any of the ports. */
export function callersOf(graph: ClusterGraph, called: WorkloadPods, ports: PortSet): Caller[] {
  const { pod, resource, name, path } = called;
  if (pod.hostNetwork) {
    const why = `${name} uses the host network, where network policies do not apply`;
    return [{ who: "all hosts that reach a node", kind: "everyone", ports, hops: [hop(resource, `${path}.hostNetwork`, why)] }];
  }
  const policies = isolating(graph.policies, pod, "ingress");
  if (policies.length === 0) {
    const why = `no network policy restricts ingress to ${name}`;
    return [
      {
        who: "all pods of the cluster and all hosts that reach its network",
        kind: "everyone",
        ports,
        hops: [hop(resource, undefined, why)],
      },
    ];
  }
  return policies.flatMap((policy) =>
    policy.rules.ingress!.flatMap((rule, i) => {
      const open = common(portsOfRule(policy, rule, pod), ports);
      if (isEmpty(open)) return [];
      const resourceOf = graph.policyResources.get(policy.id);
      const step = (property: string, why: string): Hop[] =>
        resourceOf ? [hop(resourceOf, property, why)] : [{ urn: undefined, name: `NetworkPolicy ${policy.id}`, property, why }];
      const at = `spec.ingress[${i}]`;
      if (rule.peers.length === 0)
        return [
          {
            who: "all callers",
            kind: "everyone" as const,
            ports: open,
            hops: step(at, `the rule has no peer, which means everyone, on ${formatPorts(open)}`),
          },
        ];
      return rule.peers.map((peer, j): Caller => {
        const caller = callerOf(policy, peer, (labels) => areOwn(graph, called, labels));
        return { ...caller, ports: open, hops: step(`${at}.from[${j}]`, `the policy admits ${caller.who} on ${formatPorts(open)}`) };
      });
    }),
  );
}

type Described = Omit<Caller, "ports" | "hops">;

const nameLabel = "kubernetes.io/metadata.name";

/** Whether a selector finds pods of only one workload in its namespace: pods that one policy selects for all models are not of the same kind. */
const areOwn = ({ pods }: ClusterGraph, { pod, resource }: WorkloadPods, selector: NonNullable<PolicyPeer["podSelector"]>): boolean =>
  pods.every((one) => one.resource === resource || one.pod.namespace !== pod.namespace || !selects(selector, one.pod.labels));

function callerOf(
  policy: NetworkPolicy,
  { ipBlock, namespaceSelector, podSelector }: PolicyPeer,
  isOwn: (selector: NonNullable<PolicyPeer["podSelector"]>) => boolean,
): Described {
  if (ipBlock) {
    const addresses = [ipBlock.cidr, ...(ipBlock.except ?? [])].map(rangeOf).reduce((rest, hole) => without(rest, hole));
    const except = ipBlock.except?.length ? ` without ${ipBlock.except.join(", ")}` : "";
    return { who: `addresses of ${ipBlock.cidr}${except}`, kind: "addresses", addresses };
  }
  const labels = podSelector?.matchLabels ?? {};
  const selected = Object.keys(labels).length + (podSelector?.matchExpressions?.length ?? 0);
  const pods =
    selected === 0
      ? "all pods"
      : `pods labelled ${Object.entries(labels)
          .map(([key, value]) => `${key}=${value}`)
          .join(", ")}`;
  if (!namespaceSelector) {
    if (podSelector && selected > 0 && JSON.stringify(podSelector) === JSON.stringify(policy.podSelector) && isOwn(podSelector))
      return { who: "pods of its own kind", kind: "the pod's own kind", namespace: policy.namespace, labels };
    return { who: `${pods} of namespace ${policy.namespace}`, kind: "pods of one namespace", namespace: policy.namespace, labels };
  }
  const namespace = onlyNamespace(namespaceSelector);
  return namespace === undefined
    ? {
        who: `${pods} of ${isEverything(namespaceSelector) ? "every namespace" : "any namespace with certain labels"}`,
        kind: "pods of several namespaces",
      }
    : { who: `${pods} of namespace ${namespace}`, kind: "pods of one namespace", namespace, labels };
}

const isEverything = ({ matchLabels = {}, matchExpressions = [] }: NonNullable<PolicyPeer["namespaceSelector"]>): boolean =>
  Object.keys(matchLabels).length + matchExpressions.length === 0;

/** The namespace that a selector matches by the label that Kubernetes sets; undefined where it matches several, or by another label. */
function onlyNamespace({ matchLabels = {}, matchExpressions = [] }: NonNullable<PolicyPeer["namespaceSelector"]>): string | undefined {
  const byName = matchExpressions.find(({ key, operator, values = [] }) => key === nameLabel && operator === "In" && values.length === 1);
  return matchLabels[nameLabel] ?? byName?.values?.[0];
}
