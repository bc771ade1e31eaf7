import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Engine } from "../../../engine/pulumi/engine.ts";
import { findEngine } from "../../../engine/pulumi/find.ts";
import { openWorkspace } from "../../../engine/pulumi/workspace.ts";

const root = resolve(import.meta.dirname, "../../..");
const fixture = join(root, "tests/fixtures/equality-components");
const stateDir = mkdtempSync(join(tmpdir(), "state-"));

let engine: Engine;

beforeAll(async () => {
  engine = await findEngine({ root, env: process.env });
});
afterAll(() => rmSync(stateDir, { recursive: true }));

/** Runs one command in a workspace of its own on the shared state. */
async function run(...command: string[]): Promise<string> {
  const workspace = await openWorkspace({ engine, root: fixture, stack: "dev", stateDir });
  try {
    const { code, stdout, stderr } = await workspace.run(command);
    expect(code, stdout + stderr).toBe(0);
    return stdout;
  } finally {
    await workspace.close();
    expect(existsSync(workspace.folder)).toBe(false);
  }
}

test("state outlives a workspace that is given a folder for it: up, no change, down", async () => {
  const file = join(fixture, "Pulumi.dev.yaml");
  const before = readFileSync(file, "utf8");
  expect(await run("up", "--yes", "--skip-preview")).toContain("+ 3 created");
  expect(await run("preview", "--expect-no-changes")).toContain("3 unchanged");
  expect(await run("destroy", "--yes", "--skip-preview")).toContain("- 3 deleted");
  expect(readFileSync(file, "utf8")).toBe(before);
});

test("a stack that does not exist is named, with those that do", async () => {
  await expect(openWorkspace({ engine, root: fixture, stack: "deb" })).rejects.toThrow('did you mean "dev"?');
});

test("a command is ended early by a signal", async () => {
  const workspace = await openWorkspace({ engine, root: fixture, stack: "dev" });
  await expect(workspace.run(["preview"], { signal: AbortSignal.abort() })).rejects.toThrow(/aborted/);
  await workspace.close();
});
