import { describe, expect, test } from "vitest";
import { parsed } from "../../../dev/mutations/source-files.ts";
import { taggedTestsOf, testWithTag } from "../../../dev/mutations/tagged-tests.ts";

// The marks of a file of tests are put together here, so that none of these lines counts as one.
const file = parsed(
  "tests/a.test.ts",
  [
    'test("a", { tags: ["plain"] }, () => {});',
    'it.each([1])("%s", { timeout: 9, tags: ["table"] }, () => {});',
    'describe("b", { tags: "group" }, () => {',
    '  test.skipIf(false)("c", { tags: ["one", "other"] }, () => {});',
    "});",
    'other("d", { tags: ["no-test"] }, () => {});',
    'test("e", () => ({ tags: ["no-option"] }));',
  ].join("\n"),
);

test("tags are those in the options of tests, tables and groups", () => {
  expect(taggedTestsOf(file).map(({ tag, line }) => [tag, line])).toEqual([
    ["plain", 1],
    ["table", 2],
    ["group", 3],
    ["one", 4],
    ["other", 4],
  ]);
});

describe("a tag", () => {
  const tests = [...taggedTestsOf(file), { tag: "one", title: "f", path: "tests/b.test.ts", line: 7 }];

  test("finds its test", () => {
    expect(testWithTag("table", tests)).toEqual({ tag: "table", title: "%s", path: "tests/a.test.ts", line: 2 });
  });

  test("of no test, or of several, is refused in words", () => {
    expect(() => testWithTag("none", tests)).toThrow('no test carries the tag "none"');
    expect(() => testWithTag("one", tests)).toThrow('several tests carry the tag "one": tests/a.test.ts:4, tests/b.test.ts:7');
  });
});
