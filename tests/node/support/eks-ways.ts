import { resolve } from "node:path";
import { frontDoorPort, probesNamespace } from "../../../charts/names.ts";
import type { Applied } from "../../../dev/sandbox/kubectl.ts";
import { readCluster } from "../../../evidence/network-policy/cluster.ts";
import type { EksKeepOnNode } from "./eks-keep.ts";
import type { Tried, Way } from "./matrix.ts";
import { type Promised, promisedOf } from "./promised-ways.ts";

const program = resolve(import.meta.dirname, "packets.py");

/** Tries the ways of the server's pods, and of others of these namespaces: among themselves, with its clients and the cluster's, and out of the cluster. */
export async function tryWays(keep: EksKeepOnNode, ...others: readonly string[]): Promise<Tried> {
  const outside = keep.outside.map(({ name, address, port }) => [name, address, port]);
  const layout = JSON.stringify({
    tcp: [frontDoorPort, 53, 8080],
    udp: [53, 5353],
    outside,
    namespaces: keep.namespaces,
    of: [keep.serving, ...others],
  });
  const seen = JSON.parse(await keep.run.node.inside("python3", program, "once", "2", layout)) as {
    pods: Record<string, string>;
    ways: [string, string, "tcp" | "udp", number, boolean][];
  };
  return { pods: Object.keys(seen.pods), ways: seen.ways.map(([from, to, protocol, port, open]) => ({ from, to, protocol, port, open })) };
}

const isOf = (pod: string, namespace: string) => pod.startsWith(`${namespace}/`);

/** What the settings grant, without the charts; the ways of the clients' pods among others are none of the keep's business. */
export function grantedTo(keep: EksKeepOnNode): Promised {
  const { serving, outside } = keep;
  const probes = probesNamespace(keep.spec.name);
  return ({ from, to, protocol, port }: Way) => {
    if (isOf(to, serving)) return protocol === "tcp" && port === frontDoorPort && from === "research/notebook";
    if (isOf(to, probes)) return false;
    if (!isOf(from, serving) && !isOf(from, probes)) return true;
    if (to.startsWith("kube-system/coredns-")) return port === 53;
    return isOf(from, serving) && outside.some(({ name, open }) => name === to && open);
  };
}

/** The same by the policies of the keep, through the evaluator that the report's proofs rest on. */
export async function promisedTo(keep: EksKeepOnNode): Promise<Promised> {
  const own = keep.objects.filter(({ kind }) => ["Namespace", "NetworkPolicy"].includes(kind));
  const namespaces = await keep.run.node.kubectl.list<Applied>("namespaces");
  const others = namespaces.filter(({ metadata }) => !own.some((one) => one.metadata.name === metadata.name));
  const cluster = readCluster([...own, ...others.map((object) => ({ ...object, apiVersion: "v1", kind: "Namespace" }))]);
  return promisedOf(keep.run, cluster, new Map(keep.outside.map(({ name, address }) => [name, address])));
}
