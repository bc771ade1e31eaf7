import fc from "fast-check";
import { expect, it } from "vitest";
import { contains, formatRange, isPrivate, overlaps, parseRange, type Range, size } from "../../../infra/network/range.ts";

const range: fc.Arbitrary<Range> = fc
  .record({ prefix: fc.integer({ min: 0, max: 32 }), address: fc.nat(2 ** 32 - 1) })
  .map(({ prefix, address }) => ({ prefix, first: Math.floor(address / 2 ** (32 - prefix)) * 2 ** (32 - prefix) }));
const last = ({ first, prefix }: Range) => first + size({ first, prefix }) - 1;

it.each([
  ["10.64.0.0/16", 0x0a400000, 65_536],
  ["0.0.0.0/0", 0, 2 ** 32],
  ["255.255.255.255/32", 2 ** 32 - 1, 1],
  ["192.168.1.128/25", 0xc0a80180, 128],
])("%s begins at %d and holds %d addresses", (text, first, count) => {
  const parsed = parseRange(text);
  expect(parsed.first).toBe(first);
  expect(size(parsed)).toBe(count);
  expect(formatRange(parsed)).toBe(text);
});

it("host bits are dropped", () => {
  expect(formatRange(parseRange("10.64.17.3/16"))).toBe("10.64.0.0/16");
});

it("what is no IPv4 range is refused", () => {
  for (const text of ["10.64.0.0", "10.64.0.0/33", "10.64.0.256/24", "fd00::/8", ""]) expect(() => parseRange(text), text).toThrow();
});

it("a range survives being written and read", () => {
  fc.assert(
    fc.property(range, (one) => {
      expect(parseRange(formatRange(one))).toEqual(one);
    }),
  );
});

it("ranges overlap exactly when one holds an end of the other", () => {
  fc.assert(
    fc.property(range, range, (a, b) => {
      const holds = (outer: Range, address: number) => outer.first <= address && address <= last(outer);
      expect(overlaps(a, b)).toBe(holds(a, b.first) || holds(a, last(b)) || holds(b, a.first));
      expect(overlaps(a, b)).toBe(overlaps(b, a));
    }),
  );
});

it("neighbours do not overlap, though they touch", () => {
  expect(overlaps(parseRange("10.0.0.0/17"), parseRange("10.0.128.0/17"))).toBe(false);
  expect(overlaps(parseRange("10.0.0.0/16"), parseRange("10.0.255.0/24"))).toBe(true);
});

it("a range contains another exactly when both ends lie inside", () => {
  fc.assert(
    fc.property(range, range, (a, b) => {
      expect(contains(a, b)).toBe(a.first <= b.first && last(b) <= last(a));
    }),
  );
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
])("%s is private: %s", (text, expected) => {
  expect(isPrivate(parseRange(text))).toBe(expected);
});
