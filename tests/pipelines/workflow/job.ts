import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { condition, evaluated, type JobState } from "./expression.ts";

/** One step of a job as its file has it. */
export interface Step {
  id?: string;
  if?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}

/** One job of a workflow as its file has it. */
export interface Job {
  if?: string;
  needs?: string | string[];
  permissions?: Record<string, string>;
  environment?: string;
  outputs?: Record<string, string>;
  strategy?: { matrix: Record<string, unknown> };
  steps?: Step[];
  uses?: string;
}

export interface Workflow {
  on: Record<string, unknown>;
  jobs: Record<string, Job>;
}

/** Stands for an action: `with` is evaluated, `workspace` is where the job works. */
export type Action = (inputs: Record<string, unknown>, workspace: string) => Promise<void> | void;

/** A machine for one job. */
export interface Machine {
  /** Folder of the job's own. */
  folder: string;
  /** By name without its version. */
  actions: Record<string, Action>;
  /** `github`, `vars`, `secrets`, `inputs`, `matrix`, `needs`. */
  contexts: Record<string, unknown>;
  /** What a runner sets; nothing of the test's own environment goes to a step but what is here. */
  env: Record<string, string>;
}

export interface JobRun {
  result: "success" | "failure" | "skipped";
  outputs: Record<string, string>;
  /** What the steps printed, with what was run. */
  log: string;
  summary: string;
}

/**
 * Runs a job's steps as a runner does: shell steps by bash with the shell's own options of GitHub, actions by what stands for them.
 * An action that nothing stands for is an error.
 */
export async function runJob(job: Job, machine: Machine): Promise<JobRun> {
  const { folder } = machine;
  const workspace = join(folder, "workspace");
  const temp = join(folder, "temp");
  for (const path of [workspace, temp]) mkdirSync(path, { recursive: true });
  const files = { GITHUB_OUTPUT: join(folder, "output"), GITHUB_STEP_SUMMARY: join(folder, "summary"), GITHUB_ENV: join(folder, "env") };
  const steps: Record<string, { outputs: Record<string, string> }> = {};
  const contexts = { vars: {}, secrets: {}, inputs: {}, matrix: {}, needs: {}, ...machine.contexts, steps, runner: { temp } };
  let failed = false;
  let log = "";
  for (const step of job.steps ?? []) {
    const state: JobState = { always: true, cancelled: false, failure: failed, success: !failed };
    if (!condition(step.if, contexts, state)) continue;
    for (const file of Object.values(files)) if (!existsSync(file) || file === files.GITHUB_OUTPUT) writeFileSync(file, "");
    const env = { ...machine.env, ...files, RUNNER_TEMP: temp, ...texts(evaluated(step.env ?? {}, contexts)) };
    try {
      if (step.uses !== undefined) {
        const action = machine.actions[step.uses.split("@")[0]!];
        if (!action) throw new Error(`nothing stands for ${step.uses}`);
        await action(evaluated(step.with ?? {}, contexts) as Record<string, unknown>, workspace);
      } else {
        const script = String(evaluated(step.run, contexts));
        const { code, said } = await bash(script, workspace, env);
        log += `$ ${script}\n${said}\n`;
        if (code !== 0) throw new Error(`ended with ${code}`);
      }
    } catch (error) {
      failed = true;
      log += `! ${error instanceof Error ? error.message : error}\n`;
    }
    if (step.id !== undefined) steps[step.id] = { outputs: assignments(readFileSync(files.GITHUB_OUTPUT, "utf8")) };
  }
  const outputs = failed ? {} : texts(evaluated(job.outputs ?? {}, contexts));
  const summary = existsSync(files.GITHUB_STEP_SUMMARY) ? readFileSync(files.GITHUB_STEP_SUMMARY, "utf8") : "";
  return { result: failed ? "failure" : "success", outputs, log, summary };
}

function bash(script: string, cwd: string, env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  return new Promise((done, fail) => {
    const file = join(dirname(cwd), "step.sh");
    writeFileSync(file, script);
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", file], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (said += part));
    child.on("error", fail);
    child.on("close", (code) => done({ code, said }));
  });
}

/** A record with every value as the text that a runner makes of it. */
function texts(record: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(record as Record<string, unknown>).map(([key, value]) => [key, String(value ?? "")]));
}

/** `name=value` lines, as a step writes its outputs. */
function assignments(text: string): Record<string, string> {
  return Object.fromEntries(text.split("\n").flatMap((line) => (line.includes("=") ? [line.split(/=(.*)/s).slice(0, 2)] : [])));
}
