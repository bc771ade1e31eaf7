import { isIPv4 } from "node:net";
import type { DnsPeer } from "../../catalog/platforms.ts";
import { dnsNamespaces, dnsPorts } from "../../catalog/rows/platform.ts";
import type { Snapshot } from "../snapshot.ts";
import { platformSeen } from "./platform.ts";

/** One way on which the cluster's DNS answers. */
export interface DnsWay {
  /** Undefined for one that settings cannot name. */
  peer: DnsPeer | undefined;
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
    ...("read" in dnsServices ? asked(dnsServices.read).flatMap(ofService) : []),
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

type DnsService = Extract<Snapshot["dnsServices"], { read: unknown }>["read"][number];

/** Names of the Service that pods ask: of kubeadm and most others, of OpenShift, of RKE2. Source: `catalog/data/platforms.json`. */
const ofCluster = ["kube-dns", "dns-default", "rke2-coredns-rke2-coredns"];

/** Services of DNS, each with whether pods ask there: others than that of the cluster may answer for other clients. */
function asked(services: readonly DnsService[]): { service: DnsService; certain: boolean }[] {
  const known = services.some(({ name }) => ofCluster.includes(name));
  return services.map((service) => ({ service, certain: !known || ofCluster.includes(service.name) }));
}

function ofService({ service: { namespace, name, selector, endpoints }, certain }: ReturnType<typeof asked>[number]): DnsWay[] {
  const ports = new Set(endpoints.flatMap((one) => one.ports.map(({ port }) => port)));
  return [...ports]
    .flatMap((port) => waysOf(namespace, selector, port, `Service ${name} of ${namespace}`))
    .map((way) => ({ ...way, certain }));
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
  if (hostNetwork && addresses.length === 0)
    return [{ peer: undefined, seen: `DaemonSet ${name}, on addresses that its arguments do not tell`, onNode: true, certain: false }];
  if (!hostNetwork) return ports.flatMap((port) => waysOf(namespace, labels, port, `pods of DaemonSet ${name}`));
  // A network policy of a keep opens only to addresses of IPv4.
  return addresses.map((at) => ({
    peer: isIPv4(at) ? address(at) : undefined,
    seen: `DaemonSet ${name} on ${at}`,
    onNode: true,
    certain: true,
  }));
}

function waysOf(namespace: string, labels: Readonly<Record<string, string>>, port: number, what: string): DnsWay[] {
  const [inside, listens] = [dnsNamespaces.find((one) => one === namespace), dnsPorts.find((one) => one === port)];
  if (inside === undefined || listens === undefined)
    return [{ peer: undefined, seen: `${what}, port ${port}, which no setting opens`, onNode: false, certain: true }];
  const peer: DnsPeer = { kind: "pods", namespace: inside satisfies Namespace, labels: { ...labels }, port: listens satisfies Port };
  return [{ peer, seen: `${what}, port ${port}`, onNode: false, certain: true }];
}

/** Whether a declared peer opens this way. With the VPC CNI its labels must be exactly the Service's selector. */
export function opens(declared: DnsPeer, { peer }: DnsWay, exactly: boolean): boolean {
  if (peer === undefined) return false;
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
