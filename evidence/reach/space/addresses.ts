import { parseCidr } from "../../../network-range/cidr.ts";
import { type AddressRange, formatRange, parseRange } from "../../../network-range/range.ts";
import * as intervals from "./intervals.ts";

/**
 * A set of IP addresses, exact in both families. In addition, prefix lists whose entries are unknown, such as those of AWS for
 * S3: such a list is in the set as a whole, or not.
 */
export interface Addresses {
  readonly ipv4: intervals.Intervals;
  readonly ipv6: intervals.Intervals;
  /** Prefix lists of unknown entries, by id, sorted. */
  readonly lists: readonly string[];
}

export const nowhere: Addresses = { ipv4: [], ipv6: [], lists: [] };
export const allIpv4: Addresses = { ...nowhere, ipv4: intervals.interval(0, 2n ** 32n - 1n) };
export const allIpv6: Addresses = { ...nowhere, ipv6: intervals.interval(0, 2n ** 128n - 1n) };
export const everywhere: Addresses = { ...allIpv4, ipv6: allIpv6.ipv6 };

/** The addresses of a range. */
export const ofRange = ({ family, first, last }: AddressRange): Addresses => ({ ...nowhere, [family]: [{ first, last }] });

/** The addresses of one range in CIDR notation. @throws Error where it is none */
export const rangeOf = (cidr: string): Addresses => ofRange(parseCidr(cidr));

/** A prefix list whose entries are not known. */
export const listNamed = (id: string): Addresses => ({ ...nowhere, lists: [id] });

/** Addresses that the internet does not carry. Source: IANA IPv4 Special-Purpose Address Registry, and multicast. */
const special = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "224.0.0.0/3",
];

/** Every address that the internet carries; of IPv6 that is 2000::/3 (IANA IPv6 Global Unicast Address Space). */
export const internet: Addresses = {
  ipv4: intervals.without(allIpv4.ipv4, intervals.unite(special.map((cidr) => rangeOf(cidr).ipv4))),
  ipv6: rangeOf("2000::/3").ipv6,
  lists: [],
};

export function unite(sets: readonly Addresses[]): Addresses {
  return {
    ipv4: intervals.unite(sets.map(({ ipv4 }) => ipv4)),
    ipv6: intervals.unite(sets.map(({ ipv6 }) => ipv6)),
    lists: [...new Set(sets.flatMap(({ lists }) => lists))].sort(),
  };
}

/**
 * Addresses in both sets. A list of unknown entries intersects any set with a public address, since its entries may be among them: so
 * the result may be too large, never too small.
 */
export function meet(a: Addresses, b: Addresses): Addresses {
  const ofA = holdsInternet(b) ? a.lists : a.lists.filter((list) => b.lists.includes(list));
  const lists = new Set([...ofA, ...(holdsInternet(a) ? b.lists : [])]);
  return { ipv4: intervals.meet(a.ipv4, b.ipv4), ipv6: intervals.meet(a.ipv6, b.ipv6), lists: [...lists].sort() };
}

/** Addresses of `a` that are not in `b`; a list goes with a list of the same id. */
export function without(a: Addresses, b: Addresses): Addresses {
  return {
    ipv4: intervals.without(a.ipv4, b.ipv4),
    ipv6: intervals.without(a.ipv6, b.ipv6),
    lists: a.lists.filter((list) => !b.lists.includes(list)),
  };
}

export const isEmpty = ({ ipv4, ipv6, lists }: Addresses): boolean => ipv4.length + ipv6.length + lists.length === 0;

const holdsInternet = ({ ipv4, ipv6 }: Addresses): boolean =>
  intervals.meet(ipv4, internet.ipv4).length + intervals.meet(ipv6, internet.ipv6).length > 0;

/** Every part of a set as text, from which {@link addressesOf} makes the same set again. */
export const partsOf = ({ ipv4, ipv6, lists }: Addresses): string[] => [
  ...ipv4.map(({ first, last }) => formatRange({ family: "ipv4", first, last })),
  ...ipv6.map(({ first, last }) => formatRange({ family: "ipv6", first, last })),
  ...lists.map((list) => `prefix list ${list}`),
];

/** The set whose parts {@link partsOf} wrote. @throws Error for text of another form */
export function addressesOf(parts: readonly string[]): Addresses {
  return unite(
    parts.map((part) => {
      const list = /^prefix list (.+)$/.exec(part)?.[1];
      return list === undefined ? ofRange(parseRange(part)) : listNamed(list);
    }),
  );
}

/** For example `10.0.0.0-10.0.255.255, prefix list pl-1`, at most a few of them. */
export function format(addresses: Addresses): string {
  const texts = partsOf(addresses);
  return texts.length > 3 ? `${texts.slice(0, 2).join(", ")} and ${texts.length - 2} more ranges` : texts.join(", ") || "no address";
}
