import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { rules } from "../../policies/rules.ts";
import { ruleCases } from "../policies/cases/all.ts";
import { allVerdicts } from "./policies/all-verdicts.ts";
import { mutationsPage, scoreOf } from "./policies/report.ts";
import { harmless, type Verdict } from "./policies/verdicts.ts";

let verdicts: Verdict[];

beforeAll(async () => {
  verdicts = await allVerdicts();
  const { generated, caught, harmless: none, proofs, survived } = scoreOf(verdicts);
  console.log(
    `${generated} weakenings generated: ${caught} caught, ${none} harmless, ${proofs} left to the proofs, ${survived.length} survived`,
  );
});

test("every weakening of the examples is caught by a rule, or is none for a reason that is written down", () => {
  const { caught, survived } = scoreOf(verdicts);
  expect(survived.map(({ key, resource }) => `${key} of ${resource}`)).toEqual([]);
  expect(caught).toBeGreaterThanOrEqual(120);
});

test("no reason is written down that nothing needs", () => {
  const used = new Set(verdicts.map((one) => one.harmless));
  expect(harmless.filter((one) => !used.has(one)).map(({ match }) => match.source)).toEqual([]);
});

test("every rule catches a weakening, or is about something that stands in no example and has its own case", () => {
  const idle = rules.filter(({ name }) => !verdicts.some(({ caught }) => caught.includes(name))).map(({ name }) => name);
  const shown = idle.filter((name) => ruleCases.some(({ rule, fails, forbidden }) => rule === name && (fails.length > 0 || forbidden)));
  expect(idle.filter((name) => !shown.includes(name))).toEqual([]);
});

test("docs/mutations.md says what was found (npm run generate -- mutations)", () => {
  expect(readFileSync("docs/mutations.md", "utf8")).toBe(mutationsPage(verdicts));
});
