import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { limits } from "../../support/limits.ts";

const root = resolve(import.meta.dirname, "../../..");
const tools = join(root, "dev/engine");
const script = readFileSync(join(tools, "build"), "utf8");

/** Runs the build script with nothing on PATH but the shell's own tools and `programs` (name to shell script). */
function build(args: string[], programs: Record<string, string> = {}): { status: number | null; stderr: string } {
  const folder = mkdtempSync(join(tmpdir(), "path-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const tool of ["bash", "dirname", "sort", "head", "mkdir", "mktemp", "cp", "rm", "chmod", "env"]) {
    const found = spawnSync("which", [tool], { encoding: "utf8" }).stdout.trim();
    symlinkSync(found, join(folder, tool));
  }
  for (const [name, body] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/bash\n${body}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const { status, stderr } = spawnSync("bash", [join(tools, "build"), ...args], {
    env: { PATH: folder },
    encoding: "utf8",
    timeout: limits.wait,
  });
  return { status, stderr };
}

const python3 = "exit 0";
const out = join(tmpdir(), "never-made");

describe("the build stops before it starts, with one clear message", () => {
  test.each<[string, string[], Record<string, string>, string]>([
    ["no folder", [], {}, "build: usage: build OUT [PART...]"],
    ["an unknown part", [out, "cli", "kubernets"], {}, 'build: unknown part "kubernets"; accepted: cli kubernetes aws'],
    ["no Go", [out, "etcd"], { python3 }, "build: no Go on PATH"],
    ["no Python", [out, "etcd"], { go: "echo go1.26.8" }, "build: no python3 on PATH"],
    ["an old Go", [out, "etcd"], { go: "echo go1.26.2", python3 }, "build: Go 1.26.3 or newer is needed, this is go1.26.2"],
    ["a much older Go", [out, "etcd"], { go: "echo go1.9", python3 }, "build: Go 1.26.3 or newer is needed, this is go1.9"],
  ])("%s", (_what, args, programs, message) => {
    const { status, stderr } = build(args, programs);
    expect(stderr).toContain(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(status).toBe(2);
  });
});

test("a compiler that fails fails the build, and leaves no env file that pretends otherwise", () => {
  const folder = mkdtempSync(join(tmpdir(), "out-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { status } = build([folder, "etcd"], { go: '[ "$1" = env ] && echo go1.27.0 || exit 1', python3 });
  expect(status).toBe(1);
  expect(readdirSync(folder)).not.toContain("env");
});

test("plugins are built under the versions of the npm packages that ask for them", () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { dependencies: Record<string, string> };
  const [, aws, kubernetes] = / aws=(\S+) kubernetes=(\S+) /.exec(script) ?? [];
  expect(aws).toBe(dependencies["@pulumi/aws"]);
  expect(kubernetes).toBe(dependencies["@pulumi/kubernetes"]);
});

test("the versions in the script are those of the locked modules", () => {
  const [, cli, k8s] = /^cli=(\S+) .* k8s=(\S+)$/m.exec(script) ?? [];
  expect(goMod("cli")).toContain(`github.com/pulumi/pulumi/pkg/v3 v${cli}`);
  for (const part of ["control-plane", "node", "node-dns"]) expect(goMod(part)).toContain(`k8s.io/kubernetes v${k8s}`);
});

test("every part is a Go module with a lock file", () => {
  const parts = /^parts=\((.*)\)$/m.exec(script)![1]!.split(" ");
  const modules = [...parts, "node-dns", "node-pause"];
  expect(readdirSync(join(tools, "src")).sort()).toEqual([...modules].sort());
  for (const part of modules) {
    // A module without a requirement has no sums.
    const sums = goMod(part).includes("require") ? readFileSync(join(tools, "src", part, "go.sum"), "utf8") : "";
    // A direct requirement without a sum would be looked up anew at build time.
    for (const [, module, version] of goMod(part).matchAll(/^\t?(?:require )?([a-z0-9.-]+\.[a-z]+\/\S+) (v\S+)$/gm)) {
      if (goMod(part).includes(`replace ${module} =>`)) continue;
      expect(sums, `${part}: ${module}`).toContain(`${module} ${version}`);
    }
  }
});

test.each(["build", "control-plane"])("%s is a valid shell script", (name) => {
  const { status, stderr } = spawnSync("bash", ["-n", join(tools, name)], { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(status).toBe(0);
});

function goMod(part: string): string {
  return readFileSync(join(tools, "src", part, "go.mod"), "utf8");
}
