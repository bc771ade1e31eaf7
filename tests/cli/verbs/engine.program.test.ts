import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { limits } from "../../support/limits.ts";

const root = resolve(import.meta.dirname, "../../..");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "engine-verb-"));
  mkdirSync(join(folder, "bin"));
  for (const name of ["pulumi", "pulumi-language-nodejs"]) {
    writeFileSync(join(folder, "bin", name), "#!/bin/sh\necho v3.1.2\n");
    chmodSync(join(folder, "bin", name), 0o755);
  }
  mkdirSync(join(folder, "home/plugins/resource-kubernetes-v4.34.2"), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the verb alone, so that it does not wait for the rest of the command to load. */
function engine(args: string[], env: Record<string, string>): { status: number | null; stdout: string; stderr: string } {
  const code = `import { engineVerb } from ${JSON.stringify(join(root, "cli/verbs/engine.ts"))}; await engineVerb().parseAsync(${JSON.stringify(args)}, { from: "user" });`;
  const node = ["--input-type=module", "--eval", code];
  return spawnSync(process.execPath, node, { env: { PATH: "/nowhere", ...env }, encoding: "utf8", timeout: limits.wait });
}

test("prints the engine found, its versions, what does not match the pins, and the other places", () => {
  const { status, stdout, stderr } = engine([], { MODELKEEP_ENGINE: folder });
  expect(stderr).toBe("");
  expect(stdout).toContain(`* MODELKEEP_ENGINE  ${join(folder, "bin/pulumi")}\n    Pulumi CLI 3.1.2\n`);
  expect(stdout).toMatch(/plugin aws missing: package\.json pins \S+, none is installed; build it: modelkeep engine build --part aws/);
  expect(stdout).toContain("plugin kubernetes 4.34.2, as package.json pins it");
  expect(stdout).toContain("no pulumi on PATH");
  expect(status).toBe(0);
});

test("--json holds the same", () => {
  const { status, stdout } = engine(["--json"], { MODELKEEP_ENGINE: folder });
  const report = JSON.parse(stdout);
  expect(report.chosen).toBe("MODELKEEP_ENGINE");
  expect(report.candidates).toHaveLength(4);
  expect(report.candidates[0].versions.cli).toBe("3.1.2");
  expect(status).toBe(0);
});

test.each([
  ["a folder that is no engine", [], { MODELKEEP_ENGINE: "/nowhere" }, "error: MODELKEEP_ENGINE=/nowhere: no such folder"],
  ["an unknown part", ["build", "--part", "kubernets"], {}, "Allowed choices are all, cli, kubernetes, aws"],
])("%s is one message and a non-zero exit", (_what, args, env, message) => {
  const { status, stdout, stderr } = engine(args, env as Record<string, string>);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain("    at ");
  expect(stdout).toBe("");
  expect(status).toBe(1);
});
