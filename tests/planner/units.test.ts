import { expect, expectTypeOf, it } from "vitest";
import { between, exactly, mapped, sum } from "../../planner/range.ts";
import { type Bytes, bytes, gib, inGib, type Tokens, tokens, type Usd, usd } from "../../planner/units.ts";

it("units do not mix: a quantity of one is not assignable to another", () => {
  expectTypeOf<Bytes>().not.toExtend<Tokens>();
  expectTypeOf<Usd>().not.toExtend<Bytes>();
  expectTypeOf<number>().not.toExtend<Usd>();
  expectTypeOf(usd(1)).toEqualTypeOf<Usd>();
  // @ts-expect-error tokens are no bytes
  expect(inGib(tokens(1024 ** 3))).toBe(1);
  expect(inGib(gib(2))).toBe(2);
});

it("ranges hold their midpoint, or are none", () => {
  expect(() => between(2, 1, 3, "x")).toThrow("a range from 2 to 3 does not hold 1");
  expect(exactly(bytes(5))).toEqual({ low: 5, mid: 5, high: 5, why: "" });
});

it("ranges add up by the root of squares, and name their reasons once", () => {
  expect(sum(between(0, 3, 6, "a"), between(0, 4, 8, "b"), between(1, 1, 1, "a"))).toEqual({ low: 3, mid: 8, high: 13, why: "a; b" });
});

it("ranges turn over where what they go through falls", () => {
  expect(mapped(between(1, 2, 4, "a"), (value) => 8 / value, true)).toEqual({ low: 2, mid: 4, high: 8, why: "a" });
});
