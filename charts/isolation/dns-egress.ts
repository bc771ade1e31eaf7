import type { DnsPeer } from "../../catalog/platforms.ts";
import type { KeepSpec } from "../keep-spec.ts";
import { dnsPortsAt, type EgressRule, type Peer } from "./network-policy.ts";
import { podsOf } from "./peers.ts";

/** Port of a DNS server at an address. */
const addressPort = 53;

const portOf = (peer: DnsPeer): number => (peer.kind === "pods" ? peer.port : addressPort);

const peerOf = (peer: DnsPeer): Peer =>
  peer.kind === "pods" ? podsOf(peer.namespace, peer.labels) : { ipBlock: { cidr: `${peer.address}/32` } };

/**
 * The rules of a policy that let its pods ask the cluster's DNS: every way on which it answers, and no port but its own. One rule for each
 * port: a policy is about the port of the pod, to which that of the Service is translated before, and an address has the port that is asked.
 */
export function dnsEgress({ network: { dns } }: { network: Pick<KeepSpec["network"], "dns"> }): EgressRule[] {
  return [...Map.groupBy(dns, portOf)].map(([port, peers]) => ({ to: peers.map(peerOf), ports: dnsPortsAt(port) }));
}

/** Addresses at which the cluster's DNS answers, in CIDR notation. */
export const dnsAddresses = ({ network: { dns } }: { network: Pick<KeepSpec["network"], "dns"> }): string[] =>
  dns.flatMap((peer) => (peer.kind === "address" ? [`${peer.address}/32`] : []));
