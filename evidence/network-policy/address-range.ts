import ipaddr from "ipaddr.js";

/** Addresses `first` to `last` of one family, both included, as unsigned numbers of 32 or 128 bits. */
export interface AddressRange {
  family: "ipv4" | "ipv6";
  first: bigint;
  last: bigint;
}

const bits = { ipv4: 32n, ipv6: 128n } as const;

/** Every address of both families. */
export const allAddresses: readonly AddressRange[] = (["ipv4", "ipv6"] as const).map((family) => ({
  family,
  first: 0n,
  last: (1n << bits[family]) - 1n,
}));

/**
 * Reads a range in CIDR notation, of either family; host bits are dropped, as Kubernetes does. @throws Error where the text is not a range
 */
export function parseCidr(text: string): AddressRange {
  if (!ipaddr.isValidCIDR(text))
    throw new Error(`"${text}" is not an address range; accepted: CIDR notation, for example 10.0.0.0/8 or fd00::/8`);
  const [address, prefix] = ipaddr.parseCIDR(text);
  const family = address.kind();
  const size = 1n << (bits[family] - BigInt(prefix));
  const number = address.toByteArray().reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n);
  const first = (number / size) * size;
  return { family, first, last: first + size - 1n };
}

/** Whether two ranges share an address. */
export const overlap = (a: AddressRange, b: AddressRange): boolean => a.family === b.family && a.first <= b.last && b.first <= a.last;

/** Whether every address of `inner` is in `outer`. */
export const covers = (outer: AddressRange, inner: AddressRange): boolean =>
  outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;

/** All addresses, cut at the edges of the given ranges: each piece lies wholly inside or wholly outside each of them. */
export function pieces(ranges: readonly AddressRange[]): AddressRange[] {
  return allAddresses.flatMap(({ family, first, last }) => {
    const edges = ranges.filter((range) => range.family === family).flatMap((range) => [range.first, range.last + 1n]);
    const starts = [...new Set([first, ...edges])].filter((edge) => edge <= last).toSorted((a, b) => (a < b ? -1 : 1));
    return starts.map((start, i) => ({ family, first: start, last: (starts[i + 1] ?? last + 1n) - 1n }));
  });
}

function address(family: AddressRange["family"], number: bigint): string {
  const count = Number(bits[family] / 8n);
  const bytes = Array.from({ length: count }, (_, i) => Number((number >> BigInt(8 * (count - 1 - i))) & 255n));
  return ipaddr.fromByteArray(bytes).toString();
}

/** For example `10.0.0.0-10.0.0.255`; a single address is printed by itself. */
export const formatRange = ({ family, first, last }: AddressRange): string =>
  first === last ? address(family, first) : `${address(family, first)}-${address(family, last)}`;

/** The range that {@link formatRange} wrote. @throws Error for text of another form */
export function parseRange(text: string): AddressRange {
  const [from = "", to = from] = text.split("-");
  const [first, last] = [from, to].map((one) => parseCidr(`${one}/${one.includes(":") ? 128 : 32}`));
  if (first === undefined || last === undefined || first.family !== last.family) throw new Error(`"${text}" is not an address range`);
  return { family: first.family, first: first.first, last: last.last };
}
