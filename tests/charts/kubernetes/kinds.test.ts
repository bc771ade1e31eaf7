import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

test("charts take types of Pulumi's SDK in one folder, and nothing that runs", () => {
  const importers = readdirSync("charts", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => ({ path, imports: readFileSync(join("charts", path), "utf8").match(/^import .*"@pulumi\/.*$/gm) ?? [] }))
    .filter(({ imports }) => imports.length > 0);
  expect(importers.map(({ path }) => path).filter((path) => !path.startsWith("kubernetes/"))).toEqual([]);
  expect(importers.flatMap(({ imports }) => imports).filter((line) => !line.startsWith("import type "))).toEqual([]);
});
