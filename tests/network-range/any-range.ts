import fc from "fast-check";
import { type Block, blockIn, parseCidr } from "../../network-range/cidr.ts";
import { type AddressRange, bits } from "../../network-range/range.ts";

const family = fc.constantFrom("ipv4" as const, "ipv6" as const);
const all = { ipv4: parseCidr("0.0.0.0/0"), ipv6: parseCidr("::/0") };

/** An address, often one near the ends of the numbers that there are. */
const address = (of: "ipv4" | "ipv6") => fc.bigInt({ min: 0n, max: (1n << BigInt(bits[of])) - 1n });

/** Any block of either family. */
export const block: fc.Arbitrary<Block> = family.chain((of) =>
  fc.tuple(address(of), fc.integer({ min: 0, max: bits[of] })).map(([first, prefix]) => blockIn(all[of], first, prefix)),
);

/** Any range of either family, a block or not. */
export const addressRange: fc.Arbitrary<AddressRange> = fc.oneof(
  block.map(({ family: of, first, last }): AddressRange => ({ family: of, first, last })),
  family.chain((of) =>
    fc.tuple(address(of), address(of)).map(([a, b]): AddressRange => ({ family: of, first: a < b ? a : b, last: a < b ? b : a })),
  ),
);
