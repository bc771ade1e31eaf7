import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { limits } from "../../support/limits.ts";

const root = resolve(import.meta.dirname, "../../..");

/** Each environment: the script that installs it, and its lock. */
const environments = [
  { script: "dev/aws-emulator/install", lock: "dev/aws-emulator/requirements.txt" },
  { script: "dev/emulator/install", lock: "tests/emulator/requirements.txt" },
  { script: "dev/judges/install", lock: "tests/charts/judges/requirements.txt" },
  { script: "dev/workflow-judges/install", lock: "tests/pipelines/requirements.txt" },
];

describe.each(environments)("$script", ({ script, lock }) => {
  test("a folder that holds something else is never emptied", () => {
    const folder = mkdtempSync(join(tmpdir(), "environment-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, "work"));
    writeFileSync(join(folder, "work/file"), "precious");
    const { status, stderr } = spawnSync("bash", [join(root, script), folder], { encoding: "utf8", timeout: limits.wait });
    expect(stderr).toContain("holds something else than a Python environment");
    expect(status).toBe(1);
    expect(readdirSync(folder)).toEqual(["work"]);
  });

  test("every package is locked to an exact version with hashes", () => {
    const lines = readFileSync(join(root, lock), "utf8").split("\n");
    const entries = lines.filter((line) => line !== "" && !line.startsWith("#"));
    const names = entries.filter((line) => !line.startsWith(" "));
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(name).toMatch(/^[a-z0-9._-]+(\[[a-z,]+\])?==\S+ (; .* )?\\$/);
    for (const line of entries.filter((entry) => entry.startsWith(" "))) expect(line).toMatch(/^ {4}--hash=sha256:[0-9a-f]{64}( \\)?$/);
    // A name directly after a name would have no hash.
    for (const [index, line] of entries.entries()) if (!line.startsWith(" ")) expect(entries[index + 1]).toMatch(/^ {4}--hash/);
  });
});
