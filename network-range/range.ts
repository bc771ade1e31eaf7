import ipaddr from "ipaddr.js";

/** Addresses `first` to `last` of one family, both included, as unsigned numbers of 32 or 128 bits. */
export interface AddressRange {
  family: "ipv4" | "ipv6";
  first: bigint;
  last: bigint;
}

/** Bits of an address. */
export const bits = { ipv4: 32, ipv6: 128 } as const;

/** Every address of both families. */
export const allAddresses: readonly AddressRange[] = (["ipv4", "ipv6"] as const).map((family) => ({
  family,
  first: 0n,
  last: (1n << BigInt(bits[family])) - 1n,
}));

/** Number of addresses in a range. */
export const size = ({ first, last }: Pick<AddressRange, "first" | "last">): bigint => last - first + 1n;

/** Whether two ranges overlap. */
export const overlap = (a: AddressRange, b: AddressRange): boolean => a.family === b.family && a.first <= b.last && b.first <= a.last;

/** Whether every address of `inner` is in `outer`. */
export const covers = (outer: AddressRange, inner: AddressRange): boolean =>
  outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;

/** A range, split at the edges of others: each part is entirely inside or entirely outside each of them. */
export function cut({ family, first, last }: AddressRange, at: readonly AddressRange[]): AddressRange[] {
  const edges = at.filter((range) => range.family === family).flatMap((range) => [range.first, range.last + 1n]);
  const starts = [...new Set([first, ...edges.filter((edge) => edge > first && edge <= last)])].toSorted((a, b) => (a < b ? -1 : 1));
  return starts.map((start, i) => ({ family, first: start, last: (starts[i + 1] ?? last + 1n) - 1n }));
}

/** All addresses of both families, split at the edges of the given ranges. */
export const pieces = (ranges: readonly AddressRange[]): AddressRange[] => allAddresses.flatMap((all) => cut(all, ranges));

/** An address in its usual notation. */
export function formatAddress(family: AddressRange["family"], number: bigint): string {
  const count = bits[family] / 8;
  return ipaddr.fromByteArray(Array.from({ length: count }, (_, i) => Number((number >> BigInt(8 * (count - 1 - i))) & 255n))).toString();
}

/** For example `10.0.0.0-10.0.0.255`; a single address is printed by itself. */
export const formatRange = ({ family, first, last }: AddressRange): string =>
  first === last ? formatAddress(family, first) : `${formatAddress(family, first)}-${formatAddress(family, last)}`;

/** The range that {@link formatRange} wrote. @throws Error for text of another form */
export function parseRange(text: string): AddressRange {
  const [from = "", to = from, ...more] = text.split("-");
  if (more.length > 0 || !ipaddr.isValid(from) || !ipaddr.isValid(to))
    throw new Error(`"${text}" is not an address range; accepted: one address, or two with a hyphen between them`);
  const [first, last] = [ipaddr.parse(from), ipaddr.parse(to)];
  const range = { family: first.kind(), first: numberOf(first), last: numberOf(last) };
  if (first.kind() !== last.kind() || range.last < range.first)
    throw new Error(`"${text}" is not an address range; accepted: a first and a last address of one family`);
  return range;
}

/** An address as an unsigned number. */
export const numberOf = (address: ipaddr.IPv4 | ipaddr.IPv6): bigint =>
  address.toByteArray().reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n);
