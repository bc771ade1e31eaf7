import { overlap } from "../../../network-range/range.ts";
import type { Cluster } from "../../network-policy/cluster.ts";
import type { Direction, NetworkPolicy } from "../../network-policy/network-policy.ts";
import type { Pod } from "../../network-policy/pod.ts";
import { common, formatPorts, isEmpty, noPorts, type PortSet, unionOf } from "../../network-policy/port-set.ts";
import { isolating, outsideOf, portsBetween } from "../../network-policy/reachability.ts";
import { exposures } from "../../proofs/exposures.ts";
import type { ClusterGraph } from "../../reach/kubernetes/cluster-graph.ts";
import type { Zone } from "../model/flow.ts";
import type { AddressedParties } from "./addressed-parties.ts";
import { outsideParty } from "./edge-flows.ts";
import type { Parties } from "./parties.ts";
import { type PodParty, podParties } from "./pods.ts";

/** Traffic between pods, and with addresses outside of the cluster, that network policies allow. */
export function clusterFlows(graph: ClusterGraph, addressed: AddressedParties, parties: Parties): void {
  for (const what of graph.unseen) parties.unknown(what);
  const all = podParties(graph);
  const id = (party: PodParty): string =>
    parties.add({
      id: idOf(party),
      name: party.name,
      detail: party.detail,
      zone: zoneOf(party, all, graph),
      addresses: [],
      identities: [idOf(party)],
    });
  publicationFlows(graph, all, id, parties);
  for (const from of all) {
    for (const to of all.filter((other) => concerns(from, other))) {
      const open = portsBetween(graph.policies, from.pod, to.pod);
      if (!isEmpty(open)) parties.flow(id(from), id(to), formatPorts(open), policiesBetween(graph.policies, from.pod, to.pod));
    }
    for (const direction of ["ingress", "egress"] as const) {
      if (!from.own && !from.isolated[direction]) continue;
      for (const [place, { ports, by }] of outside(graph.policies, from.pod, direction, addressed)) {
        const [source, target] = direction === "ingress" ? [place, id(from)] : [id(from), place];
        parties.flow(source, target, formatPorts(ports), by);
      }
    }
  }
}

/**
 * Pods that a Service, a route or a host port exposes outside of the cluster: at the node addresses if the nodes are not part of the stack.
 */
function publicationFlows(graph: ClusterGraph, all: readonly PodParty[], id: (party: PodParty) => string, parties: Parties): void {
  for (const { pods, at, hops } of exposures(graph)) {
    if (at !== "internet" && graph.nodesAreOurs) continue;
    const party = all.find(
      ({ own, pod }) => own && pod.namespace === pods.pod.namespace && JSON.stringify(pod.labels) === JSON.stringify(pods.pod.labels),
    );
    const from = outsideParty(parties, at === "internet" ? "internet" : "network", "in");
    const by = hops.flatMap(({ urn, name }) => (urn === undefined ? [] : [name]));
    if (party) parties.flow(from, id(party), "an open path, shown under Proofs", by);
  }
}

/** Ports between a pod and parties outside of the cluster, and the policies that open them. */
function outside(
  cluster: Cluster,
  pod: Pod,
  direction: Direction,
  addressed: AddressedParties,
): Map<string, { ports: PortSet; by: string[] }> {
  const found = new Map<string, { ports: PortSet; by: string[] }>();
  const policies = isolating(cluster, pod, direction);
  for (const { addresses, ports } of outsideOf(cluster, pod, direction)) {
    const by = policies.filter((policy) =>
      outsideOf({ ...cluster, policies: [policy] }, pod, direction).some(
        (one) => overlap(one.addresses, addresses) && !isEmpty(common(one.ports, ports)),
      ),
    );
    for (const place of addressed.of(addresses, formatPorts(ports))) {
      const known = found.get(place) ?? { ports: noPorts, by: [] };
      found.set(place, { ports: unionOf([known.ports, ports]), by: [...known.by, ...by.map(policyName)] });
    }
  }
  return found;
}

/** Policies that allow traffic between two pods. */
function policiesBetween(cluster: Cluster, from: Pod, to: Pod): string[] {
  const [out, into] = [isolating(cluster, from, "egress"), isolating(cluster, to, "ingress")];
  const opens = (policies: Cluster["policies"]) => !isEmpty(portsBetween({ ...cluster, policies }, from, to));
  return [...out.filter((policy) => opens([policy, ...into])), ...into.filter((policy) => opens([...out, policy]))].map(policyName);
}

const policyName = ({ id }: NetworkPolicy) => `NetworkPolicy ${id}`;

const idOf = ({ pod }: PodParty) =>
  `pods ${pod.namespace} ${Object.entries(pod.labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(",")}`;

/** Relevant pairs: one is a pod of this stack, or is restricted by its policies. Traffic among other pods is not relevant. */
function concerns(from: PodParty, to: PodParty): boolean {
  if (from === to) return from.own;
  return from.own || to.own || from.isolated.egress || to.isolated.ingress;
}

/** Pods that others call are services, pods that only call are clients. */
function zoneOf(party: PodParty, all: readonly PodParty[], { policies }: ClusterGraph): Zone {
  if (party.own) return "workloads";
  const called = all.some((from) => from.own && concerns(from, party) && !isEmpty(portsBetween(policies, from.pod, party.pod)));
  return called ? "services" : "clients";
}
