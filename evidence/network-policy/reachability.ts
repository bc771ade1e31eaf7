import { parseCidr } from "../../network-range/cidr.ts";
import { type AddressRange, covers, overlap, pieces } from "../../network-range/range.ts";
import type { Cluster } from "./cluster.ts";
import { type LabelSet, selects } from "./label-selector.ts";
import type { Direction, NetworkPolicy, PolicyPeer, PolicyRule } from "./network-policy.ts";
import type { Pod } from "./pod.ts";
import { portsOfRule } from "./policy-ports.ts";
import { allPorts, common, formatPorts, isEmpty, noPorts, type PortSet, unionOf } from "./port-set.ts";

/** Addresses outside the cluster and the ports on which a pod and they may talk. */
export interface OutsideConnection {
  addresses: AddressRange;
  ports: PortSet;
}

/** The labels of a namespace, with the one that the API server sets and that cannot be changed. */
const namespaceLabels = ({ namespaces }: Cluster, name: string): LabelSet => ({
  ...namespaces[name],
  "kubernetes.io/metadata.name": name,
});

/** The policies that isolate a pod in one direction. */
export function isolating({ policies }: Cluster, pod: Pod, direction: Direction): NetworkPolicy[] {
  if (pod.hostNetwork) return [];
  return policies.filter(
    ({ namespace, podSelector, rules }) =>
      namespace === pod.namespace && rules[direction] !== undefined && selects(podSelector, pod.labels),
  );
}

const exceptions = ({ except = [] }: NonNullable<PolicyPeer["ipBlock"]>) => except.map(parseCidr);

/** Whether a peer may mean this pod. A block of addresses may, where the pod's address may lie in it and not in what is excepted. */
function meansPod(cluster: Cluster, policy: NetworkPolicy, { podSelector, namespaceSelector, ipBlock }: PolicyPeer, pod: Pod): boolean {
  if (ipBlock) {
    const [block, excepted] = [parseCidr(ipBlock.cidr), exceptions(ipBlock)];
    return pod.addresses.map(parseCidr).some((own) => overlap(block, own) && !excepted.some((hole) => covers(hole, own)));
  }
  if (pod.hostNetwork) return false;
  const inNamespace = namespaceSelector
    ? selects(namespaceSelector, namespaceLabels(cluster, pod.namespace))
    : podSelector !== undefined && pod.namespace === policy.namespace;
  return inNamespace && selects(podSelector ?? {}, pod.labels);
}

/** Whether a peer means these addresses, of which it means all or none. */
function meansAddresses({ ipBlock }: PolicyPeer, addresses: AddressRange): boolean {
  return (
    ipBlock !== undefined && covers(parseCidr(ipBlock.cidr), addresses) && !exceptions(ipBlock).some((hole) => covers(hole, addresses))
  );
}

/** What the policies of a pod admit in one direction: everything where none isolates it, else what any rule of any of them admits. */
function admitted(
  cluster: Cluster,
  pod: Pod,
  direction: Direction,
  target: Pod | undefined,
  means: (policy: NetworkPolicy, peer: PolicyPeer) => boolean,
): PortSet {
  const policies = isolating(cluster, pod, direction);
  if (policies.length === 0) return allPorts;
  const applies = (policy: NetworkPolicy, { peers }: PolicyRule) => peers.length === 0 || peers.some((peer) => means(policy, peer));
  return unionOf(
    policies.flatMap((policy) =>
      policy.rules[direction]!.filter((rule) => applies(policy, rule)).map((rule) => portsOfRule(policy, rule, target)),
    ),
  );
}

/**
 * The ports of `to` that `from` may call: those that the egress policies of the one and the ingress policies of the other both admit.
 * For a pod and itself this is what its replicas may do among each other; within one pod no policy applies.
 *
 * A pod in the node's network calls as the node does, and a node reaches its own pods under any policies, so such a pod may
 * reach all. Source: "Network Policies" in the Kubernetes documentation, sections on the two sorts of isolation and on hostNetwork pods.
 */
export function portsBetween(cluster: Cluster, from: Pod, to: Pod): PortSet {
  const out = admitted(cluster, from, "egress", to, (policy, peer) => meansPod(cluster, policy, peer, to));
  if (from.hostNetwork) return out;
  return common(
    out,
    admitted(cluster, to, "ingress", to, (policy, peer) => meansPod(cluster, policy, peer, from)),
  );
}

/** Every edge of a block in the policies: between two of them all addresses are treated alike. */
const blocks = ({ policies }: Cluster): AddressRange[] =>
  policies
    .flatMap(({ rules }) => [...(rules.ingress ?? []), ...(rules.egress ?? [])])
    .flatMap(({ peers }) => peers)
    .flatMap(({ ipBlock }) => (ipBlock ? [parseCidr(ipBlock.cidr), ...exceptions(ipBlock)] : []));

/** Addresses outside the cluster that may call a pod (`ingress`) or that it may call (`egress`), in order; neighbours that are alike are one. */
export function outsideOf(cluster: Cluster, pod: Pod, direction: Direction): OutsideConnection[] {
  const target = direction === "ingress" ? pod : undefined;
  const found: OutsideConnection[] = [];
  for (const addresses of pieces(blocks(cluster))) {
    const ports = admitted(cluster, pod, direction, target, (_policy, peer) => meansAddresses(peer, addresses));
    const before = found.at(-1);
    const grows = before?.addresses.family === addresses.family && before.addresses.last + 1n === addresses.first;
    if (before && grows && formatPorts(before.ports) === formatPorts(ports))
      before.addresses = { ...before.addresses, last: addresses.last };
    else found.push({ addresses, ports: isEmpty(ports) ? noPorts : ports });
  }
  return found.filter(({ ports }) => !isEmpty(ports));
}
