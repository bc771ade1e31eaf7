import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const program = resolve(import.meta.dirname, "../../../dev/gpu-check/main.ts");
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "modelkeep-gpu-check-"));
  writeFileSync(join(folder, "half.json"), '{"schema": 1,');
  writeFileSync(join(folder, "other.json"), "{}");
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  [["verify"], 2, /no file is not there, or not named; accepted: the file of a record/],
  [["verify", "none.json"], 2, /none\.json is not there/],
  [["verify", "half.json"], 1, /half\.json is not JSON; accepted: a file of gpu-check run/],
  [["verify", "other.json"], 1, /other\.json is no record: schema: .*; accepted: a file of gpu-check run/],
])("%j ends with %i and one line", (args, status, message) => {
  const run = spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: "utf8" });
  expect(run.status).toBe(status);
  expect(run.stderr).toMatch(message);
  expect(run.stderr.trim().split("\n")).toHaveLength(1);
});
