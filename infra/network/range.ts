import ipaddr from "ipaddr.js";

/** An IPv4 range: first address as an unsigned 32-bit number, and prefix length in bits. */
export interface Range {
  first: number;
  prefix: number;
}

const toNumber = (address: ipaddr.IPv4) => address.octets.reduce((sum, octet) => sum * 256 + octet, 0);

/** Number of addresses in a range. */
export const size = ({ prefix }: Range): number => 2 ** (32 - prefix);

/** Parses `10.64.0.0/16`; host bits are dropped. @throws Error if the text is not an IPv4 range. */
export function parseRange(text: string): Range {
  const [address, prefix] = ipaddr.IPv4.parseCIDR(text);
  const block = 2 ** (32 - prefix);
  return { first: Math.floor(toNumber(address) / block) * block, prefix };
}

/** Formats a range in CIDR notation. */
export function formatRange({ first, prefix }: Range): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${octets.join(".")}/${prefix}`;
}

/** Whether two ranges overlap. */
export function overlaps(a: Range, b: Range): boolean {
  return a.first < b.first + size(b) && b.first < a.first + size(a);
}

/** Whether `inner` is completely inside `outer`. */
export function contains(outer: Range, inner: Range): boolean {
  return inner.first >= outer.first && inner.first + size(inner) <= outer.first + size(outer);
}

/** The private ranges of RFC 1918. */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map(parseRange);

/** Whether a range is completely inside the private ranges of RFC 1918. */
export function isPrivate(range: Range): boolean {
  return privateRanges.some((block) => contains(block, range));
}
