import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { parse } from "yaml";
import { editedYaml } from "../../../cli/plan/yaml-edit.ts";

describe("YAML with some values changed", () => {
  test.each([
    ["a scalar", "a: {b: 1} # why\nc: 010\n", ["a", "b"], 2, "a: {b: 2} # why\nc: 010\n"],
    ["a scalar of a block", "a:\n  b: 1 # one\n  c: 1e3\n", ["a", "b"], 2, "a:\n  b: 2 # one\n  c: 1e3\n"],
    ["a key that a flow map lacks", "a: { b: 1 } # why\n", ["a", "c"], 2, "a: { b: 1, c: 2 } # why\n"],
    ["a key that an empty flow map lacks", "a: {}\n", ["a", "c"], 2, "a: {c: 2}\n"],
    ["a key that a block lacks", "a:\n  # of b\n  b: 1\nd: 3\n", ["a", "c"], 2, "a:\n  # of b\n  c: 2\n  b: 1\nd: 3\n"],
    ["maps that are missing", "a:\n  b: 1\n", ["a", "c", "d"], 2, "a:\n  c: {d: 2}\n  b: 1\n"],
    [
      "a map in a block",
      "a:\n  b:\n    kind: x\n    at: y # then\n  # of c\n  c: 1\n",
      ["a", "b"],
      { kind: "z" },
      "a:\n  b:\n    {kind: z}\n  # of c\n  c: 1\n",
    ],
  ])("has another %s, and all else as it was", (_, text, path, value, result) => expect(editedYaml(text, [{ path, value }])).toBe(result));

  it("is none where it would say something else", { tags: ["stack-file-edit-checked"] }, () =>
    expect(() => editedYaml("a: {b: 1 # why\n  }\n", [{ path: ["a", "c"], value: 2 }])).toThrow("change it by hand"),
  );

  test.each([
    ["an alias", "x: &x {b: 1}\na: *x\n", ["a", "b"]],
    ["the anchor of an alias", "a: &x {b: 1}\nx: *x\n", ["a", "b"]],
    ["the anchor of a scalar", "a: {b: &x 1}\nx: *x\n", ["a", "b"]],
    ["a list", "a: [1]\n", ["a", "c"]],
  ])("is none where %s is in the way", (_, text, path) =>
    expect(() => editedYaml(text, [{ path, value: 2 }])).toThrow("change it by hand"),
  );

  it("says what was asked, of any values in either style", () =>
    fc.assert(
      fc.property(fc.boolean(), fc.integer(), fc.integer(), fc.integer(), (flow, b, c, d) => {
        const text = flow ? `a: {b: ${b}} # first\n` : `a:\n  b: ${b} # first\n`;
        const edited = editedYaml(text, [
          { path: ["a", "b"], value: c },
          { path: ["a", "e", "f"], value: d },
        ]);
        expect(parse(edited)).toEqual({ a: { b: c, e: { f: d } } });
        expect(edited).toContain("# first");
      }),
    ));
});
