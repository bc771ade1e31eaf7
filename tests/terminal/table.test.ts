import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { table } from "../../terminal/table.ts";

const word = fc.stringMatching(/^[a-z0-9,.]{1,12}$/);
const text = fc.array(word, { minLength: 0, maxLength: 8 }).map((words) => words.join(" "));
const rows = fc.array(fc.tuple(text, word, word, text), { minLength: 1, maxLength: 5 });
const head = ["name", "USD a month", "tok/s", "why not"];
const words = (lines: string) => lines.split(/\s+/).filter((part) => part !== "");

describe("a table", () => {
  it("that has to fit keeps every word and number whole, and is no wider where its words leave room", () =>
    fc.assert(
      fc.property(rows, fc.integer({ min: 80, max: 120 }), (cells, fit) => {
        const out = table(head, cells, { widths: [20, 8, 8, 30], left: [0, 3], fit });
        const expected = [...head, ...cells.flat()].flatMap(words);
        expect(words(out.replaceAll("─", "")).sort()).toEqual(expected.sort());
        for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(fit);
        expect(out).not.toMatch(/ $/m);
      }),
    ));

  it("cuts text where it need not fit, and never a number", () => {
    expect(table(["name", "USD"], [["a name of many words", "1234567.89"]], { widths: [8, 4], left: [0] })).toBe(
      ["name            USD", "──────── ──────────", "a name … 1234567.89"].join("\n"),
    );
  });

  it("goes on in the next line of a cell", () => {
    expect(table(["a", "n"], [["one two", "3"]], { widths: [4, 1], left: [0], fit: 80 })).toBe(
      ["a    n", "──── ─", "one  3", "two"].join("\n"),
    );
  });

  it("sets a last column that has no room under its row", () => {
    const rowOf = ["n".repeat(60), "1", "+53 USD a month; it needs 12 replicas"];
    expect(table(["name", "n", "why"], [rowOf], { widths: [60, 1, 60], left: [0, 2], fit: 80 }).split("\n")[3]).toBe(
      "    +53 USD a month; it needs 12 replicas",
    );
  });
});
