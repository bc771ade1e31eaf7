import { createServer } from "node:net";
import { resolve } from "node:path";
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
import { type NodeRun, stack } from "./run.ts";

const program = resolve(import.meta.dirname, "packets.py");
/** The front door, DNS, and a port and a protocol that nothing in a keep has. */
const ports = { tcp: [8443, 53, 8080], udp: [53, 5353] } as const;
/** Seconds that a way may take until it counts as closed. */
const patience = 2;

/** From a pod to a pod, or to something outside of the cluster, by name. */
export interface Way {
  from: string;
  to: string;
  protocol: "tcp" | "udp";
  port: number;
}
export const textOf = ({ from, to, protocol, port }: Way) => `${from} -> ${to} ${protocol} ${port}`;

/** What is outside of the cluster, by name. */
type Outside = readonly (readonly [name: string, address: string, port: number])[];

/** What real packets showed of every way. */
export interface Tried {
  pods: readonly string[];
  ways: readonly (Way & { open: boolean })[];
}

/** Tries every way between all pods that run, and from each to what is outside, once. @throws Error where a pod's own listener is deaf */
export async function tryAll(run: NodeRun): Promise<Tried> {
  return withOutside(run, async (outside) => {
    const layout = JSON.stringify({ ...ports, outside });
    const seen = JSON.parse(await run.node.inside("python3", program, "once", String(patience), layout)) as {
      pods: Record<string, string>;
      ways: [string, string, "tcp" | "udp", number, boolean][];
      deaf: string[];
    };
    if (seen.deaf.length > 0) throw new Error(`not heard by a listener in the same pod, so nothing is known of: ${seen.deaf.join(", ")}`);
    return {
      pods: Object.keys(seen.pods),
      ways: seen.ways.map(([from, to, protocol, port, open]) => ({ from, to, protocol, port, open })),
    };
  });
}

/** Tries every way again and again for so many seconds, with pods that come and go. @returns those that were ever open, and each pod's rounds */
export async function watch(run: NodeRun, seconds: number): Promise<{ pods: Record<string, number>; open: Way[] }> {
  return withOutside(run, async (outside) => {
    const layout = JSON.stringify({ ...ports, outside });
    const seen = JSON.parse(await run.node.inside("python3", program, "watch", String(seconds), layout)) as {
      pods: Record<string, number>;
      open: [string, string, "tcp" | "udp", number][];
    };
    return { pods: seen.pods, open: seen.open.map(([from, to, protocol, port]) => ({ from, to, protocol, port })) };
  });
}

/** With a listener on the machine, which takes the part of everything beyond the node. */
async function withOutside<Result>(run: NodeRun, work: (outside: Outside) => Promise<Result>): Promise<Result> {
  const machine = run.node.address.replace(/2$/, "1");
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((listening) => server.listen(0, machine, listening));
  try {
    return await work(outsideNames(run.node.address, machine, (server.address() as { port: number }).port));
  } finally {
    await new Promise((closed) => server.close(closed));
  }
}

const outsideNames = (node: string, machine: string, port: number): Outside => [
  ["the Kubernetes API's service", "10.0.0.1", 443],
  ["the Kubernetes API", node, 6443],
  ["kubelet", node, 10250],
  ["beyond the node", machine, port],
];

/** States of a way whether it is to be open. */
export type Promised = (way: Way) => boolean;

/**
 * What a keep promises of ways: by its settings alone, through the evaluator that the report's proofs rest on, for pods as they are labelled.
 * Knows nothing of the policies that are in the cluster.
 */
export async function promised(run: NodeRun, stackFile: string): Promise<Promised> {
  const keep = parseKeep(keepOf(stackFile), { stack, now: new Date(), draft: true });
  const policies = keptObjects(keep, () => undefined, chartTexts()).filter(({ kind }) => ["Namespace", "NetworkPolicy"].includes(kind));
  const namespaces = (await run.node.kubectl.list<Applied>("namespaces")).filter(({ metadata }) => !metadata.name.startsWith("modelkeep-"));
  const cluster = readCluster([...policies, ...namespaces.map((object) => ({ ...object, apiVersion: "v1", kind: "Namespace" }))]);
  const machine = run.node.address.replace(/2$/, "1");
  return promisedOf(run, cluster, new Map(outsideNames(run.node.address, machine, 0).map(([name, address]) => [name, address])));
}

/** What the policies of a cluster let through, for pods as they are labelled. @param outside addresses of what is outside, by name */
export async function promisedOf(run: NodeRun, cluster: Cluster, outside: ReadonlyMap<string, string>): Promise<Promised> {
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
 * What the settings grant, without the charts: a client's pods reach the front door of every replica, the probe the cluster's DNS, and nothing
 * else reaches a pod of the keep or is reached by one. Ways that no pod of the keep is part of are none of its business.
 */
export async function granted(run: NodeRun, stackFile: string): Promise<Promised> {
  const { served } = parseKeep(keepOf(stackFile), { stack, now: new Date(), draft: true });
  const clients = served.flatMap((model) => model.clients);
  const labels = await podLabels(run);
  const isOf = (pod: string, namespace: string) => pod.startsWith(`${namespace}/`);
  const [serving, probes] = [servingNamespace(stack), probesNamespace(stack)];
  return ({ from, to, protocol, port }) => {
    if (isOf(to, serving))
      return (
        protocol === "tcp" &&
        port === frontDoorPort &&
        clients.some(
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
export async function podLabels(run: NodeRun): Promise<ReadonlyMap<string, Record<string, string>>> {
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
  run: NodeRun,
  stackFile: string,
  ways: Tried["ways"],
): Promise<{ bySettings: string[]; byReport: string[] }> {
  const [settings, report] = [await granted(run, stackFile), await promised(run, stackFile)];
  const wrong = (expected: Promised) =>
    ways.filter((way) => way.open !== expected(way)).map((way) => `${way.open ? "open" : "closed"}: ${textOf(way)}`);
  return { bySettings: wrong(settings), byReport: wrong(report) };
}

/** Of ways that were open at some time, those that the settings do not grant. */
export async function unexpected(run: NodeRun, stackFile: string, open: readonly Way[]): Promise<string[]> {
  const settings = await granted(run, stackFile);
  return open.filter((way) => !settings(way)).map(textOf);
}

/** The matrix as text: a line for each pair, with the ports that were open. */
export function matrixText({ ways }: Tried): string {
  const pairs = Map.groupBy(ways, ({ from, to }) => `${from} -> ${to}`);
  return [...pairs]
    .map(([pair, those]) => {
      const open = those.filter((way) => way.open).map(({ protocol, port }) => `${protocol} ${port}`);
      return `${open.length > 0 ? `open ${open.join(", ")}` : "closed"}`.padEnd(50) + pair;
    })
    .sort()
    .join("\n");
}
