import { formatCidr, parseCidr } from "../../../network-range/cidr.ts";
import { covers } from "../../../network-range/range.ts";
import type { PrivateLinkClient } from "../../settings/clients.ts";

/**
 * Ranges from which the load balancer admits PrivateLink clients, without duplicates and nested ranges, in address order. Undefined if any
 * client has no ranges: then no address can be denied, and only the endpoint service's principals decide.
 */
export function clientRanges(clients: readonly PrivateLinkClient[]): string[] | undefined {
  if (clients.length === 0 || clients.some(({ from }) => from.ranges.length === 0)) return undefined;
  const ranges = [...new Set(clients.flatMap(({ from }) => from.ranges.map((range) => formatCidr(parseCidr(range)))))].map(parseCidr);
  return ranges
    .filter((range) => !ranges.some((other) => other !== range && covers(other, range)))
    .sort((a, b) => (a.first < b.first ? -1 : 1))
    .map(formatCidr);
}
