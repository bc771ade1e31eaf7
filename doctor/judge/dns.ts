import { type DnsPeer, platformOf } from "../../catalog/platforms.ts";
import { type Finding, notRead } from "../finding.ts";
import type { Needs } from "../needs.ts";
import type { Snapshot } from "../snapshot.ts";
import { type DnsWay, dnsWays, opens } from "./dns-ways.ts";
import { agentsSeen } from "./network-policies.ts";
import { platformSeen } from "./platform.ts";

const about = "dns";

/** Whether the keep's network policies open to every way on which the cluster's DNS answers. */
export function judgeDns(snapshot: Snapshot, needs: Needs): Finding[] {
  for (const part of [snapshot.dnsServices, snapshot.nodeLocalDns, snapshot.nodes])
    if ("unread" in part) return [notRead(about, part.unread)];
  const ways = dnsWays(snapshot);
  return [covered(snapshot, needs, ways), ...onNodes(snapshot, needs, ways)];
}

function covered(snapshot: Snapshot, { dns, keep: { target } }: Needs, ways: readonly DnsWay[]): Finding {
  const answering = ways.filter(({ certain }) => certain);
  if (answering.length === 0)
    return {
      about,
      // Whether an address answers that the settings name, or that of Cloud DNS, no API tells.
      state: platformSeen(snapshot) === "gke" || target.dns?.some(({ kind }) => kind === "address") ? "undecided" : "fails",
      seen: "no DNS Service in kube-system or openshift-dns has an endpoint that is ready",
      follows: "no pod finds a name: the probe decides nothing, and groups do not find their leader",
      administrator: "bring the cluster's DNS up",
    };
  const exactly = agentsSeen(snapshot.agents).some(({ known }) => known.daemonSet === "aws-node");
  const closed = ways.filter((way) => !dns.some((peer) => opens(peer, way, exactly)));
  if (closed.length === 0) return { about, state: "works", seen: `answers by ${answering.map(({ seen }) => seen).join("; ")}` };
  const all = ways.flatMap(({ peer }) => peer ?? []);
  const seen = platformSeen(snapshot) ?? "other";
  const ofPlatform = ways.every((way) => platformOf(seen).dns.some((peer) => opens(peer, way, exactly)));
  return {
    about,
    state: closed.some(({ certain }) => certain) ? "fails" : "undecided",
    seen: `answers by ${closed.map((way) => way.seen).join("; ")}; not open by target.dns`,
    follows: "pods that ask there find no names: the probe decides nothing, groups do not start",
    administrator: "have the cluster's DNS answer by pods of kube-system on port 53, or tell by target.dns where it answers",
    fixes: [
      ...(ofPlatform && target.dns === undefined ? [{ path: "target.platform", value: seen }] : []),
      { path: "target.dns", value: all.map(written) },
    ],
  };
}

/** A peer as it is written in settings. */
const written = (peer: DnsPeer): DnsPeer => (peer.kind === "address" ? { kind: "address", address: peer.address } : { ...peer });

/** An ipBlock selects no address of a node in Cilium, unless it is configured so. */
function onNodes(snapshot: Snapshot, { dns }: Needs, ways: readonly DnsWay[]): Finding[] {
  const { agents, ciliumConfig } = snapshot;
  const by = agentsSeen(agents).find(({ known, enforces }) => enforces && known.addressesOfNodes === "by configuration");
  const asked = ways.filter((way) => way.onNode && dns.some((peer) => opens(peer, way, false)));
  if (by === undefined || asked.length === 0) return [];
  const what = "dns on nodes";
  if ("unread" in ciliumConfig) return [notRead(what, ciliumConfig.unread)];
  if ((ciliumConfig.read["policy-cidr-match-mode"] ?? "").split(/[\s,]+/).includes("nodes"))
    return [{ about: what, state: "works", seen: `${by.known.called} selects nodes by their addresses` }];
  const ofProvider = platformSeen(snapshot) === "aks";
  return [
    {
      about: what,
      // Whether AKS configures its own Cilium for its own cache is not documented.
      state: ofProvider ? "undecided" : "fails",
      seen: `${asked.map(({ seen }) => seen).join("; ")}; ${by.known.called} selects no node by an ipBlock, unless it is configured so`,
      follows: `the policy ${ofProvider ? "may open" : "opens"} nothing there, and pods that ask there find no names`,
      administrator: ofProvider
        ? "deploy, and read the stack's output `probe`; if it is unjudged for DNS, turn LocalDNS off for the node pool"
        : "set policy-cidr-match-mode of Cilium to nodes, or run the cache as pods behind a CiliumLocalRedirectPolicy and name these in target.dns",
    },
  ];
}
