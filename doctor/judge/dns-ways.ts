import type { DnsPeer } from "../../catalog/platforms.ts";
import { dnsNamespaces, dnsPorts } from "../../catalog/rows/platform.ts";
import type { Snapshot } from "../snapshot.ts";
import { platformSeen } from "./platform.ts";

/** One way on which the cluster's DNS answers. */
export interface DnsWay {
  peer: DnsPeer;
  /** What was seen, in short. */
  seen: string;
  /** Whether it is on the node itself. */
  onNode: boolean;
  /** Whether it shows that pods are answered there, or they only may be. */
  certain: boolean;
}

/** Address of LocalDNS of AKS for pods with dnsPolicy ClusterFirst, and the label of nodes that run it. Source: `catalog/data/platforms.json`. */
const localDns = { address: "169.254.10.11", label: "kubernetes.azure.com/localdns-state" } as const;

/** Address of Cloud DNS on GKE. */
const cloudDns = "169.254.169.254";

type Namespace = (typeof dnsNamespaces)[number];
type Port = (typeof dnsPorts)[number];

/** Every way on which DNS answers, as far as the parts of the snapshot show. */
export function dnsWays(snapshot: Snapshot): DnsWay[] {
  const { dnsServices, nodeLocalDns, nodes } = snapshot;
  return [
    ...("read" in dnsServices ? dnsServices.read.flatMap(ofService) : []),
    ...("read" in nodeLocalDns ? nodeLocalDns.read.flatMap(ofNodeLocal) : []),
    ...("read" in nodes && nodes.read.some(({ labels }) => labels[localDns.label] === "enabled")
      ? [{ peer: address(localDns.address), seen: `LocalDNS of AKS on ${localDns.address}`, onNode: true, certain: true }]
      : []),
    // Its API does not show whether a cluster of GKE uses Cloud DNS: pods of kube-dns may run, and not be asked.
    ...(platformSeen(snapshot) === "gke"
      ? [{ peer: address(cloudDns), seen: `Cloud DNS on ${cloudDns}, where it is used`, onNode: false, certain: false }]
      : []),
  ];
}

const address = (at: string): DnsPeer => ({ kind: "address", address: at });

function ofService({
  namespace,
  name,
  selector,
  endpoints,
}: Extract<Snapshot["dnsServices"], { read: unknown }>["read"][number]): DnsWay[] {
  const ports = new Set(endpoints.flatMap((one) => one.ports.map(({ port }) => port)));
  return [...ports].flatMap((port) => waysOf(namespace, selector, port, `Service ${name} of ${namespace}`));
}

function ofNodeLocal({
  namespace,
  name,
  labels,
  hostNetwork,
  addresses,
  ports,
  desired,
}: Extract<Snapshot["nodeLocalDns"], { read: unknown }>["read"][number]): DnsWay[] {
  if (desired === 0) return [];
  if (!hostNetwork) return ports.flatMap((port) => waysOf(namespace, labels, port, `pods of DaemonSet ${name}`));
  return addresses.map((at) => ({ peer: address(at), seen: `DaemonSet ${name} on ${at}`, onNode: true, certain: true }));
}

function waysOf(namespace: string, labels: Readonly<Record<string, string>>, port: number, what: string): DnsWay[] {
  const [inside, listens] = [dnsNamespaces.find((one) => one === namespace), dnsPorts.find((one) => one === port)];
  if (inside === undefined || listens === undefined) return [];
  const peer: DnsPeer = { kind: "pods", namespace: inside satisfies Namespace, labels: { ...labels }, port: listens satisfies Port };
  return [{ peer, seen: `${what}, port ${port}`, onNode: false, certain: true }];
}

/** Whether a declared peer opens this way. With the VPC CNI its labels must be exactly the Service's selector. */
export function opens(declared: DnsPeer, { peer }: DnsWay, exactly: boolean): boolean {
  if (declared.kind === "address" || peer.kind === "address")
    return declared.kind === "address" && peer.kind === "address" && declared.address === peer.address;
  const named = Object.entries(declared.labels);
  return (
    declared.namespace === peer.namespace &&
    declared.port === peer.port &&
    named.every(([key, value]) => peer.labels[key] === value) &&
    (!exactly || named.length === Object.keys(peer.labels).length)
  );
}
