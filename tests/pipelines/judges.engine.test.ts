import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engineEnvironment } from "../../engine/pulumi/engine.ts";
import { findEngine } from "../../engine/pulumi/find.ts";
import { type CiSettings, writtenFiles } from "../../pipelines/written-files.ts";
import { gitlabFile } from "./workflow/gitlab-jobs.ts";

// Judges by other hands read what is written: actionlint and zizmor the workflows of GitHub, GitLab's schema the jobs of GitLab. Each
// has to find a fault that is planted, so that its silence means something.

const root = resolve(import.meta.dirname, "../..");
const work = mkdtempSync(join(tmpdir(), "modelkeep-workflows-"));
afterAll(() => rmSync(work, { recursive: true }));

const judges = resolve(process.env["MODELKEEP_WORKFLOW_JUDGES"] ?? join(root, ".engine/workflow-judges"), "bin");
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  env = engineEnvironment(await findEngine({ root, env: process.env }), process.env);
  if (!existsSync(join(judges, "zizmor"))) throw new Error(`there is no zizmor in ${judges}: run dev/workflow-judges/install`);
});

const settings: CiSettings = { stacks: ["demo", "prod.eu-1"], branch: "main", failOn: "exposure,policy:high,cost:+20%", runner: "vpc" };

/** Writes files into a repository of their own, with an edit of one, and gives its folder. */
let written = 0;
function repository(files: ReadonlyMap<string, string>, edit?: [path: RegExp, from: string, to: string]): string {
  const folder = join(work, String(written++));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const changed = edit?.[0].test(path) ? text.replace(edit[1], edit[2]) : text;
    if (edit?.[0].test(path)) expect(changed, `${path} has no ${edit[1]}`).not.toBe(text);
    writeFileSync(join(folder, path), changed);
  }
  mkdirSync(join(folder, ".git"), { recursive: true });
  return folder;
}

function run(program: string, args: string[], cwd: string): Promise<{ code: unknown; said: string }> {
  return new Promise((done) => {
    execFile(program, args, { cwd, env, maxBuffer: 2 ** 26 }, (error, out, err) => done({ code: error?.code ?? 0, said: out + err }));
  });
}

const actionlint = (folder: string) => run("actionlint", ["-no-color", "-shellcheck=", "-pyflakes="], folder);
const zizmor = (folder: string) =>
  run(join(judges, "zizmor"), ["--offline", "--persona", "auditor", "--format", "plain", "--color", "never", "--no-progress", "."], folder);
function gitlab(folder: string) {
  const file = join(folder, ".gitlab/modelkeep.yml");
  const whole = join(folder, "whole.yml");
  writeFileSync(whole, gitlabFile(readFileSync(file, "utf8")));
  return run(join(judges, "check-jsonschema"), ["--builtin-schema", "vendor.gitlab-ci", file, whole], folder);
}
const strangersText = `echo $\{{ github.head_ref }}\n          base=$(`;

describe("the workflows of GitHub, and of this project's own tests", () => {
  const own = ".github/workflows/test.yml";
  const files = new Map([...writtenFiles("github", settings), [own, readFileSync(join(root, own), "utf8")]]);

  it("give actionlint nothing to say", async () => {
    expect(await actionlint(repository(files))).toEqual({ code: 0, said: "" });
  });

  it("give zizmor nothing to say but the two that are excepted in their place", async () => {
    const { code, said } = await zizmor(repository(files));
    expect(code, said).toBe(0);
    expect(said).toContain("No findings to report. Good job! (2 ignored)");
    for (const [path] of files) expect(said).toContain(path.split("/").pop());
  });

  it.each<[string, RegExp, string, string, RegExp]>([
    [
      "a step that names nothing",
      /keep-deploy-stack/,
      "steps.plan.outputs.sha256",
      "steps.plot.outputs.sha256",
      /property "plot" is not defined/,
    ],
    ["a key that does not exist", /keep-drift/, "timeout-minutes: 5", "timeout-minute: 5", /unexpected key "timeout-minute"/],
    ["a stranger's text in a script", /keep-preview/, "base=$(", strangersText, /potentially untrusted/],
  ])("with %s are found by actionlint", async (_, path, from, to, says) => {
    const { code, said } = await actionlint(repository(files, [path, from, to]));
    expect([code, said]).toEqual([1, expect.stringMatching(says)]);
  });

  it.each<[string, RegExp, string, string, RegExp]>([
    ["a stranger's text in a script", /keep-preview/, "base=$(", strangersText, /template-injection/],
    ["an action by its tag", /keep-preview/, "@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7", /unpinned-uses/],
    ["a credential left in a checkout", /keep-preview/, "persist-credentials: false", "persist-credentials: true", /artipacked/],
    ["a trigger that runs a fork with secrets", /keep-preview/, "  pull_request:", "  pull_request_target:", /dangerous-triggers/],
    ["rights of every job", /keep-comment/, "permissions: {}", "permissions: write-all", /excessive-permissions/],
  ])("with %s are found by zizmor", async (_, path, from, to, says) => {
    const { code, said } = await zizmor(repository(files, [path, from, to]));
    expect([code, said]).toEqual([expect.any(Number), expect.stringMatching(says)]);
    expect(code).not.toBe(0);
  });
});

describe("the jobs of GitLab", () => {
  const files = writtenFiles("gitlab", settings);

  it("are what GitLab's own schema allows", async () => {
    expect(await gitlab(repository(files))).toEqual({ code: 0, said: expect.stringContaining("validation done") });
  });

  it.each<[string, string, string]>([
    ["a job without a script", "  script:\n    - node pipelines/gitlab/notes.ts", "  scripts:\n    - node pipelines/gitlab/notes.ts"],
    ["a word that is no moment", "when: manual", "when: by-hand"],
    ["a token without an audience", "      aud: sts.amazonaws.com", "      audience: sts.amazonaws.com"],
  ])("with %s are not", async (_, from, to) => {
    const { code } = await gitlab(repository(files, [/modelkeep/, from, to]));
    expect(code).toBe(1);
  });
});
