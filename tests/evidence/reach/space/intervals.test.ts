import fc from "fast-check";
import { expect, test } from "vitest";
import { type Intervals, meet, unite, without } from "../../../../evidence/reach/space/intervals.ts";

const size = 40;

/** Any set of numbers below `size`, and the same as intervals. */
const anySet = fc.uniqueArray(fc.nat(size - 1)).map((numbers) => ({
  numbers: new Set(numbers),
  intervals: unite(numbers.map((number) => [{ first: BigInt(number), last: BigInt(number) }])),
}));
const numbersOf = (set: Intervals) =>
  set.flatMap(({ first, last }) => Array.from({ length: Number(last - first) + 1 }, (_, i) => Number(first) + i));
const sorted = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b);

test("intervals are what sets of numbers are", () => {
  fc.assert(
    fc.property(anySet, anySet, (a, b) => {
      expect(numbersOf(a.intervals)).toEqual(sorted(a.numbers));
      expect(numbersOf(meet(a.intervals, b.intervals))).toEqual(sorted([...a.numbers].filter((number) => b.numbers.has(number))));
      expect(numbersOf(without(a.intervals, b.intervals))).toEqual(sorted([...a.numbers].filter((number) => !b.numbers.has(number))));
      expect(numbersOf(unite([a.intervals, b.intervals]))).toEqual(sorted(new Set([...a.numbers, ...b.numbers])));
    }),
  );
});

test("equal sets are equal values: intervals neither touch nor overlap", () => {
  fc.assert(
    fc.property(anySet, anySet, (a, b) => {
      for (const set of [unite([a.intervals, b.intervals]), meet(a.intervals, b.intervals), without(a.intervals, b.intervals)])
        for (const [i, { first }] of set.entries()) if (i > 0) expect(first).toBeGreaterThan(set[i - 1]!.last + 1n);
    }),
  );
});
