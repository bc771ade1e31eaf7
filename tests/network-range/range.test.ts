import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressIn, blockIn, formatCidr, isCidr, isPrivate, parseCidr } from "../../network-range/cidr.ts";
import {
  type AddressRange,
  allAddresses,
  bits,
  covers,
  cut,
  formatRange,
  overlap,
  parseRange,
  pieces,
  size,
} from "../../network-range/range.ts";
import { parseRange as readByPolicies } from "../../policies/rule/address-range.ts";
import { addressRange, block } from "./any-range.ts";

/** Whether an address of the same family is in a range. */
const holds = ({ first, last }: AddressRange, address: bigint) => first <= address && address <= last;

describe("a block in CIDR notation", () => {
  it.each([
    ["10.64.0.0/16", 0x0a400000n, 65_536n],
    ["0.0.0.0/0", 0n, 2n ** 32n],
    ["255.255.255.255/32", 2n ** 32n - 1n, 1n],
    ["192.168.1.128/25", 0xc0a80180n, 128n],
    ["fd00::/8", 0xfdn << 120n, 2n ** 120n],
    ["::/0", 0n, 2n ** 128n],
  ])("%s begins at %d and holds %d addresses", (text, first, count) => {
    const parsed = parseCidr(text);
    expect(parsed.first).toBe(first);
    expect(size(parsed)).toBe(count);
    expect(formatCidr(parsed)).toBe(text);
  });

  it("host bits are dropped", () => {
    expect(formatCidr(parseCidr("10.64.17.3/16"))).toBe("10.64.0.0/16");
    expect(formatCidr(parseCidr("fd00::1/64"))).toBe("fd00::/64");
  });

  it("what is none is refused, and so are spellings that programs disagree about", { tags: ["other-spellings-are-no-ranges"] }, () => {
    for (const text of ["10.64.0.0", "10.64.0.0/33", "10.64.0.256/24", "10.64/16", "010.0.0.0/8", "0x0a.0.0.0/8", "fd00::/129", ""]) {
      expect(isCidr(text), text).toBe(false);
      expect(() => parseCidr(text), text).toThrow("accepted: CIDR notation");
    }
  });

  it("survives being written and read", () => {
    fc.assert(
      fc.property(block, (one) => {
        expect(parseCidr(formatCidr(one))).toEqual(one);
      }),
    );
  });

  it("is read by the policy pack alike", () => {
    fc.assert(
      fc.property(block, (one) => {
        expect(readByPolicies(formatCidr(one))).toEqual({ first: one.first, prefix: one.prefix, bits: bits[one.family] });
      }),
    );
  });

  it("has blocks and addresses by their places", () => {
    expect(formatCidr(blockIn(parseCidr("10.64.0.0/16"), 300n, 24))).toBe("10.64.1.0/24");
    expect(addressIn(parseCidr("172.20.0.0/16"), 10)).toBe("172.20.0.10");
    fc.assert(
      fc.property(block, fc.nat(), (one, place) => {
        const address = BigInt(place) % size(one);
        const inner = blockIn(one, address, bits[one.family]);
        expect([inner.first, size(inner), covers(one, inner)]).toEqual([one.first + address, 1n, true]);
      }),
    );
  });
});

describe("ranges", () => {
  it("overlap exactly when one holds an end of the other", () => {
    fc.assert(
      fc.property(addressRange, addressRange, (a, b) => {
        const expected = a.family === b.family && (holds(a, b.first) || holds(a, b.last) || holds(b, a.first));
        expect(overlap(a, b)).toBe(expected);
        expect(overlap(b, a)).toBe(expected);
      }),
    );
  });

  it("that touch do not overlap", () => {
    expect(overlap(parseCidr("10.0.0.0/17"), parseCidr("10.0.128.0/17"))).toBe(false);
    expect(overlap(parseCidr("10.0.0.0/16"), parseCidr("10.0.255.0/24"))).toBe(true);
  });

  it("of two families have nothing in common", { tags: ["families-are-apart"] }, () => {
    const [ipv4, ipv6] = [parseCidr("0.0.0.0/0"), parseCidr("::/96")];
    expect([overlap(ipv4, ipv6), covers(ipv6, ipv4)]).toEqual([false, false]);
  });

  it("cover others exactly when both ends lie inside", () => {
    fc.assert(
      fc.property(addressRange, addressRange, (a, b) => {
        expect(covers(a, b)).toBe(a.family === b.family && holds(a, b.first) && holds(a, b.last));
      }),
    );
  });

  it("survive being written and read", () => {
    fc.assert(
      fc.property(addressRange, (one) => {
        expect(parseRange(formatRange(one))).toEqual(one);
      }),
    );
  });

  it("are not read from other texts", () => {
    for (const text of ["", "10.0.0.9-10.0.0.1", "10.0.0.1-fd00::1", "10.0.0.1-10.0.0.2-10.0.0.3", "10.0.0.0/8"])
      expect(() => parseRange(text), text).toThrow("is not an address range; accepted: ");
  });

  it("are cut into pieces without gaps, each wholly inside or outside of what cuts them", () => {
    fc.assert(
      fc.property(addressRange, fc.array(addressRange, { maxLength: 5 }), (whole, at) => {
        const parts = cut(whole, at);
        expect([parts[0]?.first, parts.at(-1)?.last]).toEqual([whole.first, whole.last]);
        parts.forEach((part, i) => {
          if (i > 0) expect(part.first).toBe(parts[i - 1]!.last + 1n);
          for (const one of at) expect(covers(one, part) || !overlap(one, part)).toBe(true);
        });
      }),
    );
    expect(pieces([])).toEqual(allAddresses);
  });
});

it.each([
  ["10.64.0.0/16", true],
  ["172.16.0.0/12", true],
  ["172.31.0.0/16", true],
  ["192.168.0.0/16", true],
  ["172.32.0.0/16", false],
  ["192.0.0.0/8", false],
  ["100.64.0.0/16", false],
  ["8.8.8.0/24", false],
  ["fd00::/8", false],
])("%s is private: %s", (text, expected) => {
  expect(isPrivate(parseCidr(text))).toBe(expected);
});
