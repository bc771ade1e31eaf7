import { selects } from "../../network-policy/label-selector.ts";
import type { PolicyPeer } from "../../network-policy/network-policy.ts";
import type { Pod } from "../../network-policy/pod.ts";
import { isolating } from "../../network-policy/reachability.ts";
import type { ClusterGraph } from "../../reach/kubernetes/cluster-graph.ts";
import { type ModelServer, modelServersOf } from "../../reach/kubernetes/model-server.ts";
import type { WorkloadPods } from "../../reach/kubernetes/workload-pods.ts";

/** Pods that are identical to network policies. */
export interface PodParty {
  pod: Pod;
  name: string;
  detail: string;
  /** Whether the stack creates them; otherwise its policies refer to them by these labels, and others create them. */
  own: boolean;
  /** Whether a policy of the stack isolates them in a direction. */
  isolated: { ingress: boolean; egress: boolean };
}

/** Pods of a cluster's DNS, by a label that marks them. */
const dnsPods = [
  { namespace: "kube-system", label: "k8s-app", value: "kube-dns", name: "Cluster DNS" },
  { namespace: "kube-system", label: "k8s-app", value: "node-local-dns", name: "Node-local DNS" },
  { namespace: "openshift-dns", label: "dns.operator.openshift.io/daemonset-dns", value: "default", name: "Cluster DNS" },
];

const nameLabel = "kubernetes.io/metadata.name";
const clientLabel = "modelkeep/client";

/** A pod that no policy names: its flows are open to every pod of the cluster. */
const anyPod: Pod = { namespace: "any other namespace", name: "any pod", labels: {}, namedPorts: [], hostNetwork: false, addresses: [] };

/** The pods of a stack, those that its policies name, and a representative of all others. */
export function podParties(graph: ClusterGraph): PodParty[] {
  const own = [...Map.groupBy(graph.pods, ({ pod }) => JSON.stringify([pod.namespace, pod.labels])).values()].map((same) =>
    ownParty(graph, same),
  );
  const pods = own.map(({ pod }) => pod);
  const named = namedPods(graph).filter(
    (one) => !pods.some((pod) => pod.namespace === one.namespace && selects({ matchLabels: one.labels }, pod.labels)),
  );
  const others = [...named, anyPod].map((pod): PodParty => ({ pod, ...externalPod(pod), own: false, isolated: isolation(graph, pod) }));
  return [...own, ...others];
}

const isolation = ({ policies }: ClusterGraph, pod: Pod) => ({
  ingress: isolating(policies, pod, "ingress").length > 0,
  egress: isolating(policies, pod, "egress").length > 0,
});

function ownParty(graph: ClusterGraph, same: readonly WorkloadPods[]): PodParty {
  const [{ pod }] = same as [WorkloadPods];
  const name = `Pods of ${[...new Set(same.map((one) => one.name))].join(", ")}`;
  return { pod, name, detail: insideOf(graph, same) ?? `namespace ${pod.namespace}`, own: true, isolated: isolation(graph, pod) };
}

/** How the ports of pods lead to the model servers in them. */
function insideOf(graph: ClusterGraph, pods: readonly WorkloadPods[]): string | undefined {
  const inside = modelServersOf(graph).flatMap((one) => (pods.includes(one.pods) ? (insideText(one) ?? []) : []));
  return inside.length === 0 ? undefined : [...new Set(inside)].join("; ");
}

function insideText(server: ModelServer): string | undefined {
  const front = server.sharers[0];
  if (server.socket === undefined) return server.port === undefined ? undefined : `${server.container.name} listens on TCP ${server.port}`;
  return `${front ? `${front.name} in front of ` : ""}${server.container.name} on a Unix socket in the same pod`;
}

function externalPod({ namespace, labels }: Pod): { name: string; detail: string } {
  const client = labels[clientLabel];
  const text = Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(", ");
  const dns = dnsPods.find((one) => one.namespace === namespace && labels[one.label] === one.value);
  if (dns !== undefined) return { name: dns.name, detail: `namespace ${namespace}, ${text}` };
  if (client !== undefined) return { name: `Client ${client}`, detail: `pods of namespace ${namespace} labelled ${text}` };
  return { name: text === "" ? `Any pod of ${namespace}` : `Pods labelled ${text}`, detail: `namespace ${namespace}` };
}

/** A pod for each policy selector that names one namespace. */
function namedPods({ policies }: ClusterGraph): Pod[] {
  const found = policies.policies.flatMap(({ namespace, podSelector, rules }) => [
    ...(podSelector.matchLabels ? [standIn(namespace, podSelector.matchLabels)] : []),
    ...[...(rules.ingress ?? []), ...(rules.egress ?? [])].flatMap(({ peers }) => peers).flatMap((peer) => peerPod(peer, namespace)),
  ]);
  return [...new Map(found.map((pod) => [JSON.stringify([pod.namespace, pod.labels]), pod])).values()];
}

function peerPod({ podSelector, namespaceSelector, ipBlock }: PolicyPeer, own: string): Pod[] {
  const namespace = namespaceSelector ? namespaceSelector.matchLabels?.[nameLabel] : own;
  return ipBlock || namespace === undefined ? [] : [standIn(namespace, podSelector?.matchLabels ?? {})];
}

const standIn = (namespace: string, labels: Pod["labels"]): Pod => ({
  ...anyPod,
  namespace,
  labels,
  name: `${namespace} ${JSON.stringify(labels)}`,
});
