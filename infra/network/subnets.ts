import { type Block, blockIn, formatCidr } from "../../network-range/cidr.ts";
import { size } from "../../network-range/range.ts";

/** The three subnets of one zone. */
export interface ZoneSubnets {
  /** Nodes and pods: the largest part, since the VPC CNI gives every pod an address of the subnet. */
  nodes: Block;
  /** Network interfaces of the VPC endpoints. */
  endpoints: Block;
  /** The load balancer behind PrivateLink. */
  loadBalancer: Block;
}

/** Maximum number of zones in the plan. */
const mostZones = 3;

/**
 * Prefix length of the endpoint and load-balancer subnets. A /26 has 59 free addresses: an interface endpoint uses one in each zone, and
 * AWS requires 8 free ones for a network load balancer. A fixed size, so that additional endpoints or clients move no address.
 */
const edgePrefix = 26;

/** Longest prefix length that fits the plan: a quarter of a /20 is a /22, of which the edge subnets use the first half. */
const longestPrefix = 20;

/**
 * Splits the range of a VPC into the subnets of its zones, in zone order.
 *
 * The range is quartered: the first three quarters are the nodes of zone 1, 2 and 3, whether or not there is a third zone yet; the last
 * quarter begins with the endpoint subnets (one block of 256 addresses) and the load-balancer subnets (the next), the rest is free. Every
 * subnet thus depends only on the range and its own zone's position, so that a third zone, an endpoint or a client replaces nothing:
 * changing a subnet's addresses means replacing it with everything in it.
 *
 * @param range the VPC's range, /20 or larger
 * @param zones 1 to 3
 * @throws RangeError if the range is too small or there are more zones than quarters for nodes
 */
export function planSubnets(range: Block, zones: number): ZoneSubnets[] {
  if (range.prefix > longestPrefix)
    throw new RangeError(`${formatCidr(range)} is too small for a keep; accepted: /${longestPrefix} and larger`);
  if (!Number.isInteger(zones) || zones < 1 || zones > mostZones) throw new RangeError(`${zones} zones; accepted: 1 to ${mostZones}`);
  const quarter = size(range) / 4n;
  const edge = 3n * quarter;
  const slice = 1n << BigInt(32 - edgePrefix);
  return Array.from({ length: zones }, (_, i) => {
    const zone = BigInt(i);
    return {
      nodes: blockIn(range, zone * quarter, range.prefix + 2),
      endpoints: blockIn(range, edge + zone * slice, edgePrefix),
      loadBalancer: blockIn(range, edge + (4n + zone) * slice, edgePrefix),
    };
  });
}
