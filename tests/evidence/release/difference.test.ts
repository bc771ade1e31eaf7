import { describe, expect, test } from "vitest";
import { SECRET, UNKNOWN } from "../../../engine/preview.ts";
import { clipped, valueDifferences } from "../../../evidence/release/difference.ts";

const paths = (rendered: unknown, here: unknown) => valueDifferences(rendered, here).map(({ path }) => path);

test("equal values have none, in whatever order their fields stand", () => {
  expect(valueDifferences({ a: [1, { b: "x" }], c: null }, { c: null, a: [1, { b: "x" }] })).toEqual([]);
});

test.each([
  ["another value", { a: { b: 1 } }, { a: { b: 2 } }, ["a.b"]],
  ["another type", { a: 1 }, { a: "1" }, ["a"]],
  ["a field more", { a: {} }, { a: { b: false } }, ["a.b"]],
  ["a field less", { a: { b: [] } }, { a: {} }, ["a.b"]],
  ["an item more", { a: [1] }, { a: [1, 2] }, ["a[1]"]],
  ["an item less", { a: [1, 2] }, { a: [1] }, ["a[1]"]],
  ["items in another order", { a: [1, 2] }, { a: [2, 1] }, ["a[0]", "a[1]"]],
  ["null for nothing", {}, { a: null }, ["a"]],
  ["a list for an object", { a: {} }, { a: [] }, ["a"]],
  ["a key with a dot", { "a.b/c": 1 }, { "a.b/c": 2 }, ['["a.b/c"]']],
  ["a key that every object has", {}, { constructor: 1, toString: 2 }, ["constructor", "toString"]],
  ["a field within JSON", { "b.json": '{"x":{"y":[1]}}' }, { "b.json": '{"x":{"y":[2]}}' }, ['["b.json"]: x.y[0]']],
  ["JSON that is only written differently", { a: '{"x":1}' }, { a: '{"x":2,"x":1}' }, ["a"]],
  ["JSON that is none any more", { a: '{"x":1}' }, { a: "{" }, ["a"]],
])("%s is a difference", { tags: ["every-difference-seen"] }, (_what, rendered, here, expected) => {
  expect(paths(rendered, here)).toEqual(expected);
});

describe("what is hidden is not equal, and not certainly different", () => {
  test.each([SECRET, UNKNOWN, `a ${UNKNOWN}`])("%s", { tags: ["hidden-is-no-difference"] }, (here) => {
    expect(valueDifferences({ a: "x", b: { c: 1 } }, { a: here, b: here })).toMatchObject([
      { path: "a", hidden: true },
      { path: "b", hidden: true },
    ]);
  });

  test("but a field that the release does not have is one, whatever is in it", () => {
    expect(valueDifferences({}, { a: UNKNOWN })).toMatchObject([{ path: "a", hidden: false }]);
  });
});

test("a long value is cut around the place in which it differs", () => {
  const [was, is] = [`${"a".repeat(200)}b${"c".repeat(200)}`, `${"a".repeat(200)}x${"c".repeat(200)}`];
  expect(clipped(is, was)).toBe(`…${"a".repeat(15)}x${"c".repeat(44)}…`);
  expect(clipped("short", was)).toBe('"short"');
  expect(clipped(undefined, was)).toBe("nothing");
});
