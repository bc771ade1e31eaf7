import { type NetworkAgent, networkAgents } from "../../catalog/network-agents.ts";
import { type Finding, notRead } from "../finding.ts";
import type { ClusterNode, Snapshot } from "../snapshot.ts";
import { platformSeen } from "./platform.ts";

const about = "network policies";

/** An agent of the catalog that runs in the cluster. */
export interface SeenAgent {
  known: NetworkAgent;
  enforces: boolean;
  desired: number;
  ready: number;
}

/** Agents of the catalog that have a pod to run, and whether each enforces as it is configured. */
export function agentsSeen(agents: Snapshot["agents"]): SeenAgent[] {
  if ("unread" in agents) return [];
  return agents.read.flatMap(({ name, containers, desired, ready }) => {
    const known = networkAgents.find(({ daemonSet }) => daemonSet === name);
    if (known === undefined || desired === 0) return [];
    const { unless } = known;
    const given = unless === undefined ? undefined : containers[unless.container];
    const turnedOn = given !== undefined && (unless?.argument === undefined || given.includes(unless.argument));
    return [{ known, enforces: known.enforces || turnedOn, desired, ready }];
  });
}

/** Whether the cluster enforces network policies: known to, known not to, or unknown. */
export function judgeNetworkPolicies(snapshot: Snapshot): Finding[] {
  if ("unread" in snapshot.agents) return [notRead(about, snapshot.agents.unread)];
  const seen = agentsSeen(snapshot.agents);
  const enforcing = seen.filter(({ enforces }) => enforces);
  if (enforcing.length > 0) return [enforced(snapshot, enforcing, seen)];
  if (platformSeen(snapshot) === "k3s") return [ofK3s(snapshot.nodes)];
  if (seen.length > 0)
    return [
      {
        about,
        state: "fails",
        seen: `${called(seen)}, which does not enforce them as configured`,
        follows: "every connection is open, despite the keep's policies",
        administrator: administratorFor(seen),
      },
    ];
  return [
    {
      about,
      state: "undecided",
      seen: "no agent that is known to connect pods or to enforce policies",
      follows: "every connection may be open, despite the keep's policies",
      administrator: "run a CNI that enforces NetworkPolicy; after the deployment, the stack's output `probe` decides",
    },
  ];
}

const called = (agents: readonly SeenAgent[]) => agents.map(({ known }) => known.called).join(", ");

/** One agent at least enforces: whether it has every pod of every node, and is not told to let everything through. */
function enforced(snapshot: Snapshot, enforcing: readonly SeenAgent[], seen: readonly SeenAgent[]): Finding {
  const sole = enforcing.find(({ known }) =>
    seen.every(
      (other) =>
        other.known === known ||
        [known.besides, other.enforces ? other.known.besides : []]
          .flat()
          .some((name) => name === other.known.daemonSet || name === known.daemonSet),
    ),
  );
  if (sole === undefined)
    return {
      about,
      state: "undecided",
      seen: `${called(seen)} run at the same time`,
      follows: "which of them connects a pod is unknown: where it is not one that enforces policies, every connection is open",
      administrator: "take away the network that is not in use; after the deployment, the stack's output `probe` decides",
    };
  return (sole.known.daemonSet === "cilium" ? turnedOff(snapshot) : undefined) ?? everywhere(snapshot, sole);
}

/** Cilium runs and enforces nothing where its configuration turns that off. */
function turnedOff({ ciliumConfig }: Snapshot): Finding | undefined {
  if ("unread" in ciliumConfig) return notRead(about, ciliumConfig.unread);
  const {
    "enable-policy": mode = "default",
    "policy-audit-mode": audit = "false",
    "enable-k8s-networkpolicy": kubernetes = "true",
  } = ciliumConfig.read;
  const off = [
    ...(mode === "default" || mode === "always" ? [] : [`enable-policy: ${mode}`]),
    ...(audit === "false" ? [] : [`policy-audit-mode: ${audit}`]),
    ...(kubernetes === "true" ? [] : [`enable-k8s-networkpolicy: ${kubernetes}`]),
  ];
  if (off.length === 0) return undefined;
  return {
    about,
    state: "fails",
    seen: `Cilium is configured with ${off.join(", ")}`,
    follows: "every connection is open, despite the keep's policies",
    administrator: `take ${off.length === 1 ? "it" : "these"} out of cilium-config, and restart DaemonSet cilium`,
  };
}

/** Nodes that are no machine of the cluster, on which no DaemonSet runs. Sources: virtual-kubelet.io; docs.aws.amazon.com/eks, Fargate. */
const isVirtual = ({ labels }: ClusterNode) =>
  labels["type"] === "virtual-kubelet" ||
  labels["eks.amazonaws.com/compute-type"] === "fargate" ||
  labels["kubernetes.io/os"] === "windows";

function everywhere({ nodes }: Snapshot, { known, desired, ready: up }: SeenAgent): Finding {
  if ("unread" in nodes) return notRead(about, nodes.unread);
  const count = Math.max(desired, nodes.read.filter((node) => !isVirtual(node)).length);
  if (up >= count) return { about, state: "works", seen: `${known.called} enforces them, ready on ${up} of ${count} nodes` };
  return {
    about,
    state: "undecided",
    seen: `${known.called} enforces them, and is ready on ${up} of ${count} nodes`,
    follows: "on the others every connection may be open",
    administrator: `see to the pods of DaemonSet ${known.daemonSet}, which must be on every node`,
  };
}

/** K3s enforces in its own process, unless it is started with `--disable-network-policy`. */
function ofK3s(nodes: Snapshot["nodes"]): Finding {
  if ("unread" in nodes) return notRead(about, nodes.unread);
  const off = nodes.read.filter(({ k3sNetworkPolicy }) => k3sNetworkPolicy === false);
  if (off.length > 0)
    return {
      about,
      state: "fails",
      seen: `K3s runs with --disable-network-policy on ${off[0]?.name}, and no other agent enforces them`,
      follows: "every connection is open, despite the keep's policies",
      administrator: "start K3s without --disable-network-policy, or run another agent",
    };
  if (nodes.read.some(({ k3sNetworkPolicy }) => k3sNetworkPolicy === true))
    return { about, state: "works", seen: "the controller inside K3s enforces them" };
  return {
    about,
    state: "undecided",
    seen: "K3s, with arguments that are not known",
    follows: "its network policy controller may be turned off",
    administrator: "see that K3s runs without --disable-network-policy",
  };
}

function administratorFor(seen: readonly SeenAgent[]): string {
  const names = seen.map(({ known }) => known.daemonSet);
  if (names.includes("aws-node")) return "set enableNetworkPolicy of the VPC CNI add-on to true";
  if (names.some((name) => name.startsWith("kube-flannel")))
    return "run an agent that enforces NetworkPolicy (Talos from 1.13: kubeNetworkPoliciesEnabled), or another CNI";
  if (names.includes("azure-cns")) return "set the cluster's network policy to cilium, calico or azure";
  return "run an agent that enforces NetworkPolicy";
}
