import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { controls } from "../../../catalog/controls.ts";
import { controlTests } from "../../../evidence/report/control-tests.ts";
import { evidenceOf, examples } from "./reported.ts";

const root = resolve(import.meta.dirname, "../../..");

test("every control has a test that shows it, and no other name has", () => {
  expect(Object.keys(controlTests)).toEqual(controls.map(({ id }) => id));
  for (const [id, tests] of Object.entries(controlTests)) expect(tests.length, id).toBeGreaterThan(0);
});

test("every test that is named stands in its file, as the title of a test", () => {
  const missing = Object.values(controlTests)
    .flat()
    .filter(({ file, title }) => {
      const titles = [
        ...readFileSync(resolve(root, file), "utf8").matchAll(/^\s*(?:it|test)(?:\.each\([^\n]*\))?\(\s*(["`])(.*?)\1/gm),
      ].map(([, , text]) => text);
      return !titles.includes(title);
    });
  expect(missing).toEqual([]);
});

test.each(examples)("every proof about %s shows a control", async (stack) => {
  const { proofs } = await evidenceOf(stack);
  expect(proofs.filter((proof) => proof.controls.length === 0).map(({ id }) => id)).toEqual([]);
});
