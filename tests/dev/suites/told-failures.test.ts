import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { failuresVariable, failureText } from "../../../dev/suites/told-failures.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "modelkeep-failures-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Lines that are told of a run of test files, by name and text. */
function toldOf(files: Readonly<Record<string, string>>): string[] {
  const root = resolve(import.meta.dirname, "../../..");
  const run = mkdtempSync(join(folder, "run-"));
  const told = join(run, "told");
  for (const [name, text] of Object.entries(files)) writeFileSync(join(run, `${name}.test.mjs`), text);
  const args = ["run", "--globals", "--root", run, "--reporter", join(root, "dev/suites/told-failures.ts")];
  spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", ...args], {
    cwd: root,
    env: { ...process.env, [failuresVariable]: told },
  });
  return readFileSync(told, "utf8").trimEnd().split("\n");
}

it("each test that failed is told with its message, a hook that failed, and a file that cannot be read, and no other", () => {
  const told = toldOf({
    good: `test("holds", () => {});`,
    bad: `describe("a group", () => { test("breaks", () => { throw new Error("first\\nsecond\\nthird\\nfourth"); }); });`,
    hook: `beforeAll(() => { throw new Error("no node"); }); test("waits", () => {});`,
    unread: "import './missing.mjs';",
  }).join("\n");
  expect(told).toContain("bad.test.mjs > a group > breaks\n  first\n  second\n  third");
  expect(told).toContain("hook.test.mjs\n  no node");
  expect(told).toMatch(/^unread\.test\.mjs\n {2}.*missing\.mjs/m);
  expect(told.match(/^\S/gm)).toHaveLength(3);
});

it("ten failures are told at most", () => {
  const many = `for (let i = 0; i < 12; i++) test("breaks " + i, () => { throw new Error("no"); });`;
  expect(toldOf({ many }).filter((line) => line.startsWith("many"))).toHaveLength(10);
});

it("a message is told without colours, and a long line is cut", () => {
  expect(failureText("here", [`\u001b[31m${"x".repeat(400)}\u001b[39m`])).toBe(`here\n  ${"x".repeat(300)}`);
});
