import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { machineSeconds } from "./machine-seconds.ts";
import { type Part, parts } from "./parts.ts";
import type { Suite } from "./suites.ts";

const root = resolve(import.meta.dirname, "../..");

/** How a suite went. */
export interface SuiteRun {
  suite: Suite;
  /** Undefined where it passed; else why it did not. */
  failed?: string;
  wallSeconds: number;
  /** Of the whole machine; see {@link machineSeconds}. */
  cpuSeconds: number | undefined;
}

const minute = 60_000;

/** Runs a command with its output on the terminal; undefined where it ended with 0, else how it ended. */
function command(what: string, file: string, args: readonly string[], limitMinutes: number, env: NodeJS.ProcessEnv): string | undefined {
  console.log(`+ ${what}`);
  const { status, signal, error } = spawnSync(file, args, {
    cwd: root,
    stdio: "inherit",
    env,
    timeout: limitMinutes * minute,
    killSignal: "SIGKILL",
  });
  if ((error as NodeJS.ErrnoException | undefined)?.code === "ETIMEDOUT")
    return `${what} hangs: it was ended after ${limitMinutes} minutes`;
  if (error) return `${what}: ${error.message}`;
  return status === 0 ? undefined : `${what} ended with ${signal ?? status}`;
}

/** Puts every part of a suite there; undefined where all are, else what is missing. */
function install(suite: Suite, env: NodeJS.ProcessEnv): string | undefined {
  for (const name of suite.parts) {
    const part: Part = parts[name];
    const failed = part.install === undefined ? undefined : command(part.install, join(root, part.install), [], 30, env);
    if (failed) return failed;
    if (!part.there(env)) return `there is no ${name}: ${part.how ?? part.install}`;
  }
  return undefined;
}

/**
 * Runs a suite, after its parts are installed.
 * @param all whether tables of which a landing tries a part are tried whole
 */
export function runSuite(suite: Suite, all: boolean): SuiteRun {
  const env = { ...process.env, ...(all && { MODELKEEP_TEST_ALL: "1" }) };
  const missing = install(suite, env);
  const [started, spent] = [performance.now(), machineSeconds()];
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const failed = missing ?? command(`npm run ${suite.script}`, npm, ["run", "--silent", suite.script], suite.limitMinutes, env);
  const now = machineSeconds();
  return {
    suite,
    ...(failed && { failed }),
    wallSeconds: (performance.now() - started) / 1000,
    cpuSeconds: now === undefined || spent === undefined ? undefined : now - spent,
  };
}
