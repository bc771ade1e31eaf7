import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { ciVerb } from "../../../cli/verbs/ci.ts";
import { limits } from "../../support/limits.ts";

const root = resolve(import.meta.dirname, "../../..");
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "modelkeep-ci-"));
  execFileSync("git", ["init", "--quiet"], { cwd: folder });
  writeFileSync(join(folder, "Pulumi.yaml"), "name: ours\nruntime: nodejs\n");
  for (const stack of ["prod", "test"]) writeFileSync(join(folder, `Pulumi.${stack}.yaml`), "config: {}\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the verb within this process, with what it says; one test starts the command itself. */
async function init(...args: string[]) {
  const said = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      said[name] += text;
      return true;
    }),
  );
  try {
    await ciVerb().parseAsync(["init", "-C", folder, ...args], { from: "user" });
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  const status = process.exitCode;
  process.exitCode = undefined;
  return { status, ...said };
}
const workflow = (name: string) => readFileSync(join(folder, `.github/workflows/${name}.yml`), "utf8");

it("writes the workflows of GitHub for the stacks of the project, and says what is left to set", async () => {
  const { status, stdout } = await init("github", "--branch", "release/1", "--fail-on", "cost:+20%");
  expect(status).toBe(0);
  for (const name of ["preview", "comment", "deploy", "deploy-stack", "drift"])
    expect(stdout).toContain(`wrote .github/workflows/keep-${name}.yml`);
  for (const name of ["prod-plan, prod", "test-plan, test", "MODELKEEP_ROLE", "MODELKEEP_STATE", "MODELKEEP_DEPLOY=on"])
    expect(stdout).toContain(name);
  expect(parse(workflow("keep-drift")).jobs.look.strategy.matrix.stack).toEqual(["prod", "test"]);
  expect(parse(workflow("keep-preview")).on.pull_request.branches).toEqual(["release/1"]);
  expect(workflow("keep-preview")).toContain('FAIL_ON: "cost:+20%"');
});

it("writes over nothing that differs unless it is told to, and then says so", { tags: ["ci-init-overwrites-when-told"] }, async () => {
  await init("github", "--stack", "prod");
  expect((await init("github", "--stack", "prod")).stdout).toContain("unchanged .github/workflows/keep-drift.yml");
  writeFileSync(join(folder, ".github/workflows/keep-drift.yml"), "mine");
  const { status, stdout, stderr } = await init("github", "--stack", "test");
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^error: already exist with different content: .*keep-deploy.yml.*keep-drift.yml; --force overwrites them\n$/);
  expect(workflow("keep-drift")).toBe("mine");
  expect(parse(workflow("keep-deploy")).on.workflow_dispatch.inputs.stack.options).toEqual(["all", "prod"]);
  expect((await init("github", "--stack", "test", "--force")).stdout).toContain("overwrote .github/workflows/keep-drift.yml");
  expect(parse(workflow("keep-drift")).jobs.look.strategy.matrix.stack).toEqual(["test"]);
});

it("writes through no link that leads elsewhere", { tags: ["ci-init-follows-no-link"] }, async () => {
  mkdirSync(join(folder, ".github/workflows"), { recursive: true });
  symlinkSync(join(folder, "Pulumi.yaml"), join(folder, ".github/workflows/keep-drift.yml"));
  expect(await init("github", "--force")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("keep-drift.yml is not a regular file"),
  });
  expect(readdirSync(join(folder, ".github/workflows"))).toEqual(["keep-drift.yml"]);
});

const wrong: [string, string[], RegExp][] = [
  ["a stack that does not exist", ["--stack", "nope"], /no stack "nope"; stacks that exist: prod, test/],
  ["a branch that is no word", ["--branch", "main]\njobs: {}"], /branch "main\]\\njobs: \{\}" is not accepted; accepted: letters/],
  ["gates that are no words", ["--fail-on", '"; touch pwned'], /--fail-on .* is not accepted; accepted: gates such as/],
  ["a runner that is no word", ["--runner", "$(x)"], /runner "\$\(x\)" is not accepted; accepted: letters/],
];
it.each(wrong)("refuses %s and writes nothing", async (_, args, message) => {
  expect(await init("github", ...args)).toMatchObject({ status: 2, stdout: "", stderr: expect.stringMatching(message) });
  expect(readdirSync(folder)).not.toContain(".github");
});

it("refuses a stack whose name could be more than a name", { tags: ["ci-init-refuses-odd-stack-names"] }, async () => {
  writeFileSync(join(folder, "Pulumi.$(touch pwned).yaml"), "config: {}\n");
  expect(await init("gitlab")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('stack "$(touch pwned)" is not accepted; accepted: letters'),
  });
});

it("refuses a project that is not the top of its repository", async () => {
  const below = join(folder, "below");
  mkdirSync(below);
  writeFileSync(join(below, "Pulumi.yaml"), "name: ours\nruntime: nodejs\n");
  writeFileSync(join(below, "Pulumi.prod.yaml"), "config: {}\n");
  expect(await init("github", "-C", below)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("is not the top of a git repository"),
  });
});

it("refuses a forge that it does not know, and names those that it does", async () => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, "cli/main.ts"), "ci", "init", "gitea"], {
    encoding: "utf8",
    timeout: limits.wait,
  });
  expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringMatching(/gitea.*github, gitlab/s) });
});

it("writes the jobs of GitLab, three for each stack", async () => {
  expect(await init("gitlab", "--runner", "vpc")).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("include: [{local: .gitlab/modelkeep.yml}]"),
  });
  const file = parse(readFileSync(join(folder, ".gitlab/modelkeep.yml"), "utf8"));
  expect(Object.keys(file)).toEqual(expect.arrayContaining(["keep:plan:prod", "keep:up:prod", "keep:drift:prod", "keep:up:test"]));
  expect(file["keep:drift-issue"].needs).toEqual(["keep:drift:prod", "keep:drift:test"]);
  expect(file[".keep:cloud"].tags).toEqual(["vpc"]);
});
