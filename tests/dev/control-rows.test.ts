import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { controls } from "../../catalog/controls.ts";
import { controlRowsOf, rowsOf, type Showing } from "../../dev/control-rows.ts";
import { controlsPage } from "../../dev/controls-page.ts";
import { controlParts } from "../../evidence/report/control-parts.ts";
import { controlRows } from "../../evidence/report/control-rows.ts";

test("each control has the rules, proofs and tests that declare it (npm run generate -- control-rows)", () => {
  const rows = controlRowsOf(process.cwd());
  expect(Object.keys(rows)).toEqual(controls.map(({ id }) => id));
  expect(controlRows).toEqual(rows);
  expect(readFileSync("docs/controls.md", "utf8")).toBe(controlsPage(rows));
});

test("a part of a control is verified by rules and proofs that declare the control", () => {
  const strange = Object.entries(controlParts).flatMap(([id, parts]) => {
    const { rules, proofs } = controlRows[id]!;
    const named = parts.flatMap((part) => [...(part.rules ?? []), ...(part.proofs ?? [])]);
    return named.filter((name) => !rules.includes(name) && !proofs.includes(name)).map((name) => `${id}: ${name}`);
  });
  expect(strange).toEqual([]);
});

describe("a table of controls", () => {
  const shown: Showing = {
    rules: [{ name: "closed", controls: ["D1"] }],
    proofs: { "no-way-in": ["D1", "D2"] },
    tests: [
      { tag: "shows-D1", title: "is closed", path: "tests/a.test.ts", line: 1 },
      { tag: "shows-D2", title: "stays closed", path: "tests/b.test.ts", line: 1 },
      { tag: "another-tag", title: "", path: "tests/b.test.ts", line: 9 },
    ],
  };
  const [one, two] = shown.tests as [Showing["tests"][number], Showing["tests"][number]];

  it("has a row for each", () => {
    expect(rowsOf(["D1", "D2"], shown)).toEqual({
      D1: { rules: ["closed"], proofs: ["no-way-in"], tests: [{ file: "tests/a.test.ts", title: "is closed" }] },
      D2: { rules: [], proofs: ["no-way-in"], tests: [{ file: "tests/b.test.ts", title: "stays closed" }] },
    });
  });

  it.each<[string, readonly string[], Showing, RegExp]>([
    ["a control that nothing shows", ["D1", "D2", "D3"], shown, /^no rule and no proof shows D3; accepted: /],
    ["a control without a test", ["D1", "D2"], { ...shown, tests: [one] }, /^no test shows D2; accepted: .* shows-D2$/],
    [
      "a test of no control",
      ["D1"],
      { ...shown, proofs: {} },
      /^tests\/b\.test\.ts:1: the tag shows-D2 names an unknown control, D2; accepted: D1$/,
    ],
    ["a proof of no control", ["D1"], { ...shown, tests: [one] }, /^proof no-way-in names an unknown control, D2/],
    [
      "a rule of no control",
      ["D2"],
      { ...shown, proofs: { "no-way-in": ["D2"] }, tests: [two] },
      /^rule closed names an unknown control, D1/,
    ],
    ["a title that is no plain text", ["D1"], { ...shown, proofs: {}, tests: [{ ...one, title: "" }] }, /is not a plain text/],
  ])("is refused with %s", { tags: ["control-rows-refused"] }, (_, ids, showing, told) => {
    expect(() => rowsOf(ids, showing)).toThrow(told);
  });
});
