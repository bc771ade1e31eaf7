import type { Reading } from "./reading.ts";
import type { Truth } from "./truth.ts";

/** A range of addresses: the first one as a number, how many bits are fixed, how many there are. */
interface Range {
  first: bigint;
  prefix: number;
  bits: 32 | 128;
}

/** Ranges that are not routed on the internet: RFC 1918, RFC 6598, link-local and unique local addresses. */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "fc00::/7", "fe80::/10"].map(
  (text) => parseRange(text)!,
);

/** Addresses at which an instance finds the credentials of its role. Source: "Use the Instance Metadata Service", EC2 user guide. */
const metadata = ["169.254.169.254/32", "fd00:ec2::254/128"].map((text) => parseRange(text)!);

/** Reads CIDR notation, of IPv4 or IPv6; undefined for anything else. An address without a prefix is a range of one. */
export function parseRange(text: string): Range | undefined {
  const [address = "", length] = text.split("/");
  const bits = address.includes(":") ? 128 : 32;
  const first = bits === 32 ? ipv4(address) : ipv6(address);
  const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : -1;
  if (first === undefined || prefix < 0 || prefix > bits) return undefined;
  const host = BigInt(bits - prefix);
  return { first: (first >> host) << host, prefix, bits };
}

function ipv4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function ipv6(text: string): bigint | undefined {
  const [head = "", tail] = text.split("::");
  if (text.split("::").length > 2) return undefined;
  const groups = (part: string) => (part === "" ? [] : part.split(":"));
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const all = [...left, ...Array.from({ length: tail === undefined ? 0 : missing }, () => "0"), ...right];
  if (!all.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return all.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

function contains(outer: Range, inner: Range): boolean {
  const host = BigInt(outer.bits - outer.prefix);
  return outer.bits === inner.bits && outer.prefix <= inner.prefix && outer.first >> host === inner.first >> host;
}

/** Whether a range lies within another; no where one of them is none. */
export function isWithin(inner: string, outer: string): boolean {
  const [own, other] = [parseRange(inner), parseRange(outer)];
  return own !== undefined && other !== undefined && contains(other, own);
}

/** Whether a range contains public addresses. Text that is not a range counts as public: it cannot be shown to be private. */
export function isPublicRange(text: string): boolean {
  const range = parseRange(text);
  return range === undefined || !privateRanges.some((outer) => contains(outer, range));
}

/** Whether a range holds the address of the instance metadata service. */
export function holdsMetadata(text: string): boolean {
  const range = parseRange(text);
  return range === undefined || metadata.some((address) => contains(range, address));
}

/** Whether a property is a range with public addresses; no where it is absent. */
export function publicRange(reading: Reading): Truth {
  return reading.test((value) => isPublicRange(String(value)));
}
