import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { constants, setPriority, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { machineSeconds } from "./machine-seconds.ts";
import { type Part, parts } from "./parts.ts";
import type { Suite } from "./suites.ts";
import { failuresVariable } from "./told-failures.ts";

const root = resolve(import.meta.dirname, "../..");

/** How a suite went. */
export interface SuiteRun {
  suite: Suite;
  /** Undefined where it passed; else why it did not. */
  failed?: string;
  /** Its first failures, each with how its message begins; empty where it passed, or ended before it could tell. */
  failures: string;
  wallSeconds: number;
  /** Of the whole machine; see {@link machineSeconds}. */
  cpuSeconds: number | undefined;
}

const minute = 60_000;
/** Minutes after which an installer hangs. */
const installMinutes = 30;

/** Runs an installer with its output on the terminal; undefined where it ended with 0, else how it ended. */
function installed(what: string, file: string, env: NodeJS.ProcessEnv): string | undefined {
  console.log(`+ ${what}`);
  const { status, signal, error } = spawnSync(file, [], {
    cwd: root,
    stdio: "inherit",
    env,
    timeout: installMinutes * minute,
    killSignal: "SIGKILL",
  });
  if ((error as NodeJS.ErrnoException | undefined)?.code === "ETIMEDOUT")
    return `${what} hangs: it was ended after ${installMinutes} minutes`;
  if (error) return `${what}: ${error.message}`;
  return status === 0 ? undefined : `${what} ended with ${signal ?? status}`;
}

/** Runs the script of a suite, with its output on the terminal or into a file; undefined where it ended with 0, else how it ended. */
async function ended({ script, limitMinutes, waits }: Suite, env: NodeJS.ProcessEnv, log: string | undefined): Promise<string | undefined> {
  const what = `npm run ${script}`;
  console.log(`+ ${what}`);
  const output = log === undefined ? undefined : openSync(log, "w");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const child = spawn(npm, ["run", "--silent", script], {
    cwd: root,
    stdio: ["inherit", output ?? "inherit", output ?? "inherit"],
    env,
  });
  if (waits && child.pid !== undefined) goesFirst(child.pid);
  let hangs = false;
  const timer = setTimeout(() => {
    hangs = true;
    child.kill("SIGKILL");
  }, limitMinutes * minute);
  try {
    return await new Promise<string | undefined>((resolve) => {
      child.on("error", (error) => resolve(`${what}: ${error.message}`));
      child.on("exit", (status, signal) => {
        if (hangs) resolve(`${what} hangs: it was ended after ${limitMinutes} minutes`);
        else resolve(status === 0 ? undefined : `${what} ended with ${signal ?? status}`);
      });
    });
  } finally {
    clearTimeout(timer);
    if (output !== undefined) closeSync(output);
  }
}

/** What mostly waits goes first when it does not, and ends with those beside it; who is not root has it take turns like the others. */
function goesFirst(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_ABOVE_NORMAL);
  } catch {
    // It is late then, and no less right.
  }
}

/** Puts every part of a suite there; undefined where all are, else what is missing. */
function install(suite: Suite, env: NodeJS.ProcessEnv): string | undefined {
  for (const name of suite.parts) {
    const part: Part = parts[name];
    const failed = part.install === undefined ? undefined : installed(part.install, join(root, part.install), env);
    if (failed) return failed;
    if (!part.there(env)) return `there is no ${name}: ${part.how ?? part.install}`;
  }
  return undefined;
}

/**
 * Runs a suite, after its parts are installed.
 * @param all whether tables of which a landing tries a part are tried whole
 * @param log file for its output; the terminal without one
 */
export async function runSuite(suite: Suite, all: boolean, log?: string): Promise<SuiteRun> {
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-suite-"));
  const failures = join(folder, "failures");
  const env = { ...process.env, ...(all && { MODELKEEP_TEST_ALL: "1" }), [failuresVariable]: failures };
  const missing = install(suite, env);
  const [started, spent] = [performance.now(), machineSeconds()];
  const failed = missing ?? (await ended(suite, env, log));
  const now = machineSeconds();
  const text = existsSync(failures) ? readFileSync(failures, "utf8").trimEnd() : "";
  rmSync(folder, { recursive: true });
  return {
    suite,
    failures: text,
    ...(failed && { failed }),
    wallSeconds: (performance.now() - started) / 1000,
    cpuSeconds: now === undefined || spent === undefined ? undefined : now - spent,
  };
}
