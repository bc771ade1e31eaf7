import { frontDoorPort, probesNamespace, servingNamespace } from "../../../charts/names.ts";
import type { Applied } from "../../../dev/sandbox/kubectl.ts";
import { keepOf } from "../../../dev/sandbox/settings.ts";
import { type Cluster, readCluster } from "../../../evidence/network-policy/cluster.ts";
import type { Pod } from "../../../evidence/network-policy/pod.ts";
import type { PortSet, Protocol } from "../../../evidence/network-policy/port-set.ts";
import { outsideOf, portsBetween } from "../../../evidence/network-policy/reachability.ts";
import { chartTexts } from "../../../infra/kubernetes/chart-texts.ts";
import { keptObjects } from "../../../infra/kubernetes/kept-objects.ts";
import { parseKeep } from "../../../infra/settings/parse.ts";
import { parseCidr } from "../../../network-range/cidr.ts";
import { covers } from "../../../network-range/range.ts";
import { outsideNames, type Tried, textOf, type Way } from "./matrix.ts";
import type { KeepOnNode } from "./run.ts";

/** States of a way whether it is to be open. */
export type Promised = (way: Way) => boolean;

/**
 * What a keep promises of ways: by its settings alone, through the evaluator that the report's proofs rest on, for pods as they are labelled.
 * Knows nothing of the policies that are in the cluster.
 */
export async function promised(run: KeepOnNode, stackFile: string): Promise<Promised> {
  const keep = parseKeep(keepOf(stackFile), { stack: run.keep.name, now: new Date(), draft: true });
  const policies = keptObjects(keep, () => undefined, chartTexts()).filter(({ kind }) => ["Namespace", "NetworkPolicy"].includes(kind));
  const theirs = new Set([run.keep.serving, probesNamespace(run.keep.name)]);
  const namespaces = (await run.node.kubectl.list<Applied>("namespaces")).filter(
    ({ metadata: { name } }) => run.namespaces.includes(name) && !theirs.has(name),
  );
  const cluster = readCluster([...policies, ...namespaces.map((object) => ({ ...object, apiVersion: "v1", kind: "Namespace" }))]);
  return promisedOf(run, cluster, new Map(outsideNames(run, 0).map(([name, address]) => [name, address])));
}

/** What the policies of a cluster let through, for pods as they are labelled. @param outside addresses of what is outside, by name */
export async function promisedOf(run: Pick<KeepOnNode, "node">, cluster: Cluster, outside: ReadonlyMap<string, string>): Promise<Promised> {
  const labels = await podLabels(run);
  return ({ from, to, protocol, port }) => {
    const source = podOf(labels, from);
    const address = outside.get(to);
    if (address === undefined) return holds(portsBetween(cluster, source, podOf(labels, to)), protocol, port);
    const at = parseCidr(`${address}/32`);
    return outsideOf(cluster, source, "egress").some(({ addresses, ports }) => covers(addresses, at) && holds(ports, protocol, port));
  };
}

/**
 * What the settings grant, without the charts: a client's pods reach the front door of every replica of its models, the probe the cluster's DNS, and
 * nothing else reaches a pod of the keep or is reached by one. Ways that no pod of the keep is part of are none of its business.
 */
export async function granted(run: KeepOnNode, stackFile: string): Promise<Promised> {
  const { name } = run.keep;
  const { served } = parseKeep(keepOf(stackFile), { stack: name, now: new Date(), draft: true });
  const labels = await podLabels(run);
  const isOf = (pod: string, namespace: string) => pod.startsWith(`${namespace}/`);
  const clientsOf = (pod: string) =>
    served.filter(({ id }) => id.model === labels.get(pod)?.["app.kubernetes.io/name"]).flatMap(({ clients }) => clients);
  const [serving, probes] = [servingNamespace(name), probesNamespace(name)];
  return ({ from, to, protocol, port }) => {
    if (isOf(to, serving))
      return (
        protocol === "tcp" &&
        port === frontDoorPort &&
        clientsOf(to).some(
          (client) =>
            client.from.kind === "workload" && isOf(from, client.from.namespace) && labels.get(from)?.["modelkeep/client"] === client.name,
        )
      );
    if (isOf(from, probes)) return to.startsWith("kube-system/coredns-") && port === 53;
    return !isOf(from, serving) && !isOf(to, probes);
  };
}

const holds = (set: PortSet, protocol: string, port: number) =>
  set[protocol.toUpperCase() as Protocol].some(({ first, last }) => first <= port && port <= last);

/** Labels of every pod that there is or was, by namespace and name. */
const seenLabels = new Map<string, Record<string, string>>();
export async function podLabels(run: Pick<KeepOnNode, "node">): Promise<ReadonlyMap<string, Record<string, string>>> {
  for (const { metadata } of await run.node.kubectl.list<Applied>("pods", "-A"))
    seenLabels.set(`${metadata.namespace}/${metadata.name}`, metadata.labels ?? {});
  return seenLabels;
}

function podOf(labels: ReadonlyMap<string, Record<string, string>>, name: string): Pod {
  const own = labels.get(name);
  if (own === undefined) throw new Error(`${name} is no pod that the API server told of`);
  const [namespace = "", pod = ""] = name.split("/");
  return {
    namespace,
    name: pod,
    labels: own,
    namedPorts: [{ name: "https", protocol: "TCP", port: 8443 }],
    hostNetwork: false,
    addresses: [],
  };
}

/** Ways that are otherwise than the settings grant, and those that are otherwise than the report's evaluator has it. */
export async function wrongWays(
  run: KeepOnNode,
  stackFile: string,
  ways: Tried["ways"],
): Promise<{ bySettings: string[]; byReport: string[] }> {
  const [settings, report] = [await granted(run, stackFile), await promised(run, stackFile)];
  const wrong = (expected: Promised) =>
    ways.filter((way) => way.open !== expected(way)).map((way) => `${way.open ? "open" : "closed"}: ${textOf(way)}`);
  return { bySettings: wrong(settings), byReport: wrong(report) };
}

/** Of ways that were open at some time, those that the settings do not grant. */
export async function unexpected(run: KeepOnNode, stackFile: string, open: readonly Way[]): Promise<string[]> {
  const settings = await granted(run, stackFile);
  return open.filter((way) => !settings(way)).map(textOf);
}
