import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { keepPhases } from "../../../charts/keep.ts";
import { chartTexts } from "../../../infra/kubernetes/chart-texts.ts";
import { onAws, onCluster, onLaptop, onTwoNodes } from "../keep-specs.ts";
import { compiling, misspellings } from "./misspelt.ts";

/** Names of the fields of some objects, at any depth, as far as they need no quotes. */
const fieldsOf = (value: unknown): string[] =>
  value === null || typeof value !== "object"
    ? []
    : Object.entries(value).flatMap(([name, inner]) => [...(/^[a-z]\w*$/i.test(name) ? [name] : []), ...fieldsOf(inner)]);

/** Files of charts that write objects or parts of them: those that import their types. */
const writers = readdirSync("charts", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !path.startsWith("kubernetes/"))
  .map((path) => join("charts", path))
  .filter((path) => /"\.\.?\/kubernetes\/[a-z-]+\.ts"/.test(readFileSync(path, "utf8")));

test("no field that a chart writes compiles when it is misspelt", { tags: ["misspelt-field-does-not-compile"] }, () => {
  const rendered = [onAws, onCluster, onLaptop, onTwoNodes].map((spec) => keepPhases([spec], chartTexts()));
  const fields = new Set(fieldsOf(rendered.flat().flatMap(({ objects }) => objects)));
  const seeded = writers.flatMap((path) => misspellings(path, fields));
  expect(seeded.length).toBeGreaterThan(300);
  expect(compiling(seeded)).toEqual([]);
});
