import ipaddr from "ipaddr.js";
import { type AddressRange, bits, covers, formatAddress, numberOf } from "./range.ts";

/** Addresses with the same first `prefix` bits. */
export interface Block extends AddressRange {
  prefix: number;
}

/** Whether a text is a block in CIDR notation, of either family; IPv4 only in dotted-decimal notation, since programs interpret other notations differently. */
export const isCidr = (text: string): boolean => ipaddr.IPv6.isValidCIDR(text) || ipaddr.IPv4.isValidCIDRFourPartDecimal(text);

/** Parses CIDR notation, of either family; host bits are dropped, as Kubernetes does. @throws Error if the text is not a range */
export function parseCidr(text: string): Block {
  if (!isCidr(text)) throw new Error(`"${text}" is not an address range; accepted: CIDR notation, for example 10.0.0.0/8 or fd00::/8`);
  const [address, prefix] = ipaddr.parseCIDR(text);
  return blockFrom(address.kind(), numberOf(address), prefix);
}

/** Formats a block in CIDR notation. */
export const formatCidr = ({ family, first, prefix }: Block): string => `${formatAddress(family, first)}/${prefix}`;

/** The block of an address with a prefix length. */
function blockFrom(family: Block["family"], address: bigint, prefix: number): Block {
  const size = 1n << BigInt(bits[family] - prefix);
  const first = (address / size) * size;
  return { family, prefix, first, last: first + size - 1n };
}

/** The subblock with this prefix that contains the address at `offset` from the first one. */
export const blockIn = ({ family, first }: Block, offset: bigint, prefix: number): Block => blockFrom(family, first + offset, prefix);

/** The address at an offset from the first one of a block. */
export const addressIn = ({ family, first }: Block, offset: number): string => formatAddress(family, first + BigInt(offset));

/** The private ranges of RFC 1918. */
const privateBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map(parseCidr);

/** Whether a range is completely inside the private ranges of RFC 1918. */
export const isPrivate = (range: AddressRange): boolean => privateBlocks.some((block) => covers(block, range));
