import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parts } from "../../dev/suites/parts.ts";
import { suites } from "../../dev/suites/suites.ts";

const page = readFileSync("docs/testing.md", "utf8");
const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));

test.each(suites.map((suite) => [suite.script, suite] as const))(
  "docs/testing.md has what %s runs on, what it costs and what it finds",
  (script, suite) => {
    expect(scripts).toHaveProperty([script]);
    const row = page.split("\n").find((line) => line.startsWith(`| \`npm ${script === "test" ? "" : "run "}${script}\` |`));
    const [runsOn, wall, cpu, finds] = row!
      .split("|")
      .slice(2)
      .map((cell) => cell.trim());
    expect(runsOn).toBe(suite.parts.join(", "));
    expect([wall, cpu]).toEqual([expect.stringMatching(/^(\d+|-)$/), expect.stringMatching(/^(\d+|-)$/)]);
    expect(finds).toBe(suite.finds);
  },
);

test("every part of a suite is one that is known, and every known one is needed", () => {
  expect(Object.keys(parts).sort()).toEqual([...new Set(suites.flatMap((suite) => suite.parts))].sort());
});

const folders = readdirSync("tests", { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

test("every folder of tests is in the list of kinds of check", () => {
  for (const folder of folders.filter((name) => !["docs", "fixtures", "support"].includes(name)))
    expect(page, folder).toMatch(new RegExp(`\`tests/${folder}[/\`*]|\`tests/${folder}\``));
});
