import { expect, test } from "vitest";
import { type Comparison, differences } from "../../../diff/resources/differences.ts";

const plainly: Comparison = { sets: [], ignored: [], sameText: () => false };
const told = (before: unknown, after: unknown, how: Partial<Comparison> = {}) =>
  differences(before, after, { ...plainly, ...how }).map(({ path, before: old, after: now }) => [path.join("/"), old, now]);

test("places that differ are told as deep as both have a value there", { tags: ["differing-places-at-full-depth"] }, () => {
  expect(told({ a: 1, b: { c: [1, 2], d: "x" } }, { a: 1, b: { c: [1, 3, 4], d: { e: 1 } } })).toEqual([
    ["b/c/1", 2, 3],
    ["b/c/2", undefined, 4],
    ["b/d", "x", { e: 1 }],
  ]);
  expect(told({ a: 1 }, { a: 1 })).toEqual([]);
  expect(told({ a: { b: 1 } }, {})).toEqual([["a", { b: 1 }, undefined]]);
});

test("what is ignored is not looked at, nor what lies in it", () => {
  const before = { a: { b: 1, c: 1 }, list: [{ x: 1 }, { x: 1 }] };
  const after = { a: { b: 2, c: 2 }, list: [{ x: 2 }, { x: 2 }] };
  expect(told(before, after, { ignored: [["a"], ["list", "*", "x"]] })).toEqual([]);
  expect(
    told(before, after, {
      ignored: [
        ["a", "b"],
        ["list", 0],
      ],
    }).map(([path]) => path),
  ).toEqual(["a/c", "list/1/x"]);
});

test("a set in another order is the same; a changed element shows as one change, at its new place", {
  tags: ["reordered-set-is-same"],
}, () => {
  const sets = [["s"]];
  expect(told({ s: [1, 2, 3] }, { s: [3, 1, 2] }, { sets })).toEqual([]);
  expect(told({ s: [1, 2, 2] }, { s: [2, 1] }, { sets })).toEqual([["s/2", 2, undefined]]);
  expect(
    told(
      {
        s: [
          { n: 1, p: 1 },
          { n: 2, p: 2 },
        ],
      },
      {
        s: [
          { n: 3, p: 2 },
          { n: 1, p: 1 },
        ],
      },
      { sets },
    ),
  ).toEqual([["s/0/n", 2, 3]]);
  expect(told({ t: [1, 2] }, { t: [2, 1] }, { sets })).toHaveLength(2);
});
