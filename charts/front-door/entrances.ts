import { isCidr, parseCidr } from "../../network-range/cidr.ts";
import type { ClientSpec, KeepSpec } from "../keep-spec.ts";

/** One side from which connections come, and the clients who may come from there. */
export interface Entrance {
  name: "load-balancer" | "cluster";
  /** Addresses, in CIDR notation, of the connection's peer; undefined for all that no other entrance names. */
  ranges: readonly string[] | undefined;
  clients: readonly ClientSpec[];
}

/**
 * The sides of the front door. Which one a connection uses is decided by the address that really opened it, never by the one that a
 * proxy-protocol header claims: so a pod that forges such a header gains nothing but a false word in its own audit record, and a
 * certificate granted to a PrivateLink client is of no use to a pod that stole it, nor the other way round.
 *
 * @throws RangeError where a node port has no load-balancer ranges, a range is none or holds every address, or a client
 *   comes over PrivateLink and no node port is there
 */
export function entrances({ clients, network }: Pick<KeepSpec, "clients" | "network">): Entrance[] {
  const outside = clients.filter(({ from }) => from.kind === "private-link");
  const inside = clients.filter(({ from }) => from.kind === "workload");
  const ranges = network.loadBalancerRanges;
  if (network.nodePort === undefined) {
    const [stray] = outside;
    if (stray) throw new RangeError(`client "${stray.name}" comes over PrivateLink, but the front door has no node port`);
  } else if (ranges.length === 0) {
    throw new RangeError(`node port ${network.nodePort} of the front door needs the ranges of its load balancer`);
  }
  // Envoy takes 10.0.0.0/33, and a missing length for 0, which is every address.
  for (const range of ranges) if (!isRange(range)) throw new RangeError(`"${range}" is no IPv4 range such as 10.64.0.0/28`);
  const sides: Entrance[] = [];
  if (outside.length > 0) sides.push({ name: "load-balancer", ranges, clients: outside });
  if (inside.length > 0 || sides.length === 0) sides.push({ name: "cluster", ranges: undefined, clients: inside });
  return sides;
}

/** An IPv4 range in CIDR notation that is not the whole internet. */
function isRange(text: string): boolean {
  if (!isCidr(text)) return false;
  const { family, prefix } = parseCidr(text);
  return family === "ipv4" && prefix > 0;
}
