import { expect, test } from "vitest";
import { withoutDecisions } from "../../../../engine/in-process/symbols/decided.ts";
import { Symbols } from "../../../../engine/in-process/symbols/symbol.ts";
import { UNKNOWN } from "../../../../engine/preview.ts";

const made = new Symbols();
const symbol = made.text("urn:pulumi:a::b::c:d:E::f", "id");
const symbols = made.tableOf([symbol]);

test.each<[string, unknown, unknown, unknown]>([
  ["what a plain preview knows stays", "yes", "yes", "yes"],
  ["a symbol stays", symbol, UNKNOWN, symbol],
  ["text around a symbol stays", `a ${symbol}`, UNKNOWN, `a ${symbol}`],
  ["an object with a symbol stays", { id: symbol, more: "x" }, UNKNOWN, { id: symbol, more: "x" }],
  ["a decision is forgotten", "yes", UNKNOWN, UNKNOWN],
  ["an object of decisions is forgotten", { verdict: "no" }, UNKNOWN, UNKNOWN],
  ["a truth value is forgotten", true, UNKNOWN, UNKNOWN],
  [
    "decisions within are forgotten, and nothing else",
    { a: [symbol, "yes"], b: "x" },
    { a: [UNKNOWN, UNKNOWN], b: "x" },
    { a: [symbol, UNKNOWN], b: "x" },
  ],
  ["what a plain preview lacks stays", { a: "x" }, {}, { a: "x" }],
])("%s", { tags: ["decision-by-symbol-forgotten"] }, (_what, value, plain, expected) => {
  expect(withoutDecisions(value, plain, symbols)).toEqual(expected);
});
