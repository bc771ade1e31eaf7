import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { writtenFiles } from "../../../pipelines/written-files.ts";
import { type GitHubServer, startGitHub } from "./github-server.ts";
import { type Action, type JobRun, runJob, type Workflow } from "./job.ts";
import { checkout, type Origin } from "./origin.ts";

/** A repository on GitHub whose workflows are run here. */
export interface Forge {
  github: GitHubServer;
  origin: Origin;
  /** Runs one job of a written workflow, at a commit of the repository. */
  job(workflow: string, job: string, at: string, given?: Given): Promise<JobRun>;
  /** Opens a pull request or pushes to it, and runs its preview; gives the event that the end of the run is. */
  preview(pull: number, change: Record<string, string>, from?: { repository?: string; branch?: string }): Promise<Ended>;
  /** Runs a job of keep-comment.yml for the end of a run. */
  after(job: "comment" | "findings", run: Ended): Promise<JobRun>;
  close(): Promise<void>;
}

/** What a job is given besides its file. */
export interface Given {
  run?: number;
  event?: unknown;
  contexts?: Record<string, unknown>;
  env?: Record<string, string>;
}

/** The end of a preview, as a `workflow_run` event has it. */
export interface Ended {
  run: number;
  preview: JobRun;
  event: { workflow_run: Record<string, unknown> };
}

/** The workflows as they are written for stacks, by name. */
export function written(stacks: string[]): (name: string) => Workflow {
  const files = writtenFiles("github", { stacks, branch: "main", failOn: "exposure" });
  return (name) => parse(files.get(`.github/workflows/${name}.yml`)!);
}

/** @param env what the machines of this forge have in their environment besides what a runner sets */
export async function startForge(origin: Origin, stacks: string[], env: Record<string, string> = {}): Promise<Forge> {
  const github = await startGitHub();
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-forge-"));
  const workflow = written(stacks);
  let runs = 1;
  const forge: Forge = {
    github,
    origin,
    job: (name, jobName, at, { run = runs++, event = {}, contexts = {}, env: more = {} } = {}) => {
      const machine = mkdtempSync(join(folder, "machine-"));
      const job = workflow(name).jobs[jobName]!;
      const token = github.token(job.permissions ?? {});
      writeFileSync(join(machine, "event.json"), JSON.stringify(event));
      const runner = {
        PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter),
        HOME: machine,
        CI: "true",
        GITHUB_API_URL: github.url,
        GITHUB_SERVER_URL: "https://github.example",
        GITHUB_REPOSITORY: "keeper/keep",
        GITHUB_RUN_ID: String(run),
        GITHUB_EVENT_PATH: join(machine, "event.json"),
      };
      const context = { github: { token, ref: "refs/heads/main", event }, ...contexts };
      return runJob(job, {
        folder: machine,
        actions: standIns(github, run, origin, at),
        contexts: context,
        env: { ...runner, ...env, ...more },
      });
    },
    preview: async (pull, change, { repository = "stranger/keep", branch = "change" } = {}) => {
      const { head, merge } = origin.change(pull, change);
      const at = { ref: branch, sha: head, repo: { full_name: repository } };
      const known = github.pulls.find(({ number }) => number === pull);
      if (known) known.head = at;
      else github.pulls.push({ number: pull, state: "open", head: at });
      const run = runs++;
      const preview = await forge.job("keep-preview", "preview", merge, { run });
      return { run, preview, event: endOf(run, preview.result, at) };
    },
    after: (job, { event }) => forge.job("keep-comment", job, origin.main, { event }),
    close: async () => {
      await github.close();
      for (const path of [folder, origin.folder]) rmSync(path, { recursive: true });
    },
  };
  return forge;
}

/** The event of a run's end; what the author of a change chose is in it as they chose it. */
export function endOf(run: number, conclusion: string, head: { ref: string; sha: string; repo: { full_name: string } }): Ended["event"] {
  const workflow_run = {
    id: run,
    event: "pull_request",
    conclusion,
    head_sha: head.sha,
    head_branch: head.ref,
    head_repository: head.repo,
    html_url: `https://github.example/keeper/keep/actions/runs/${run}`,
    pull_requests: [],
  };
  return { workflow_run };
}

/** What stands for each action that the workflows use. */
function standIns(github: GitHubServer, run: number, origin: Origin, at: string): Record<string, Action> {
  const store = github.artifacts;
  return {
    "actions/checkout": (inputs, workspace) => checkout(origin, at, inputs, workspace),
    "actions/setup-node": () => {},
    "pulumi/actions": () => {},
    "aws-actions/configure-aws-credentials": () => {},
    "actions/upload-artifact": ({ name, path, archive, ...rest }, workspace) => {
      const source = resolve(workspace, String(path));
      if (!existsSync(source)) {
        if (rest["if-no-files-found"] === "error") throw new Error(`no file ${path}`);
        return;
      }
      const called = archive === false ? basename(source) : String(name);
      store.push({ id: store.length + 1, run, name: called, bytes: readFileSync(source) });
    },
    "actions/download-artifact": ({ name }, workspace) => {
      const found = store.findLast((one) => one.run === run && one.name === name);
      if (!found) throw new Error(`no artifact ${name}`);
      writeFileSync(join(workspace, "plan.json"), found.bytes);
    },
  };
}
