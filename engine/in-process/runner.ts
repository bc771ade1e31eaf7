import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { createInterface } from "node:readline";
import { besideSdk } from "../compile-cache.ts";
import { PreviewError } from "../preview.ts";
import type { StackConfig } from "../stack/config.ts";
import type { Project } from "../stack/project.ts";

export interface Run {
  project: Project;
  stack: string;
  config: StackConfig;
  /** Address of the engine. */
  address: string;
  env: Record<string, string>;
  /** Environment to which `env` is added. */
  inherited: NodeJS.ProcessEnv;
  /** Called for each line that the program prints. */
  onLine: (line: string) => void;
  /** Ends the program when aborted. */
  signal: AbortSignal;
}

/** How a program ended: an exit status, or the signal that killed it. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface RunningProgram {
  pid: number;
  ended: Promise<Ended>;
}

/** Longest value of `PULUMI_CONFIG`, in bytes: Linux limits `NAME=value` with its end to 32 pages of 4 KiB (MAX_ARG_STRLEN, execve(2)). */
const longestVariable = 32 * 4096 - "PULUMI_CONFIG=".length - 1;

const preload = new URL(`lean/preload${extname(import.meta.filename)}`, import.meta.url).href;

/** Exit status of the SDK's runner when it has already reported the error to the engine. */
export const ALREADY_REPORTED = 32;

/**
 * Starts the program in a separate process with the SDK's runner, with the arguments that Pulumi's language host passes.
 *
 * @throws PreviewError when the project's dependencies are not installed
 */
export function startProgram({ project, stack, config, address, env, inherited: given, onLine, signal }: Run): RunningProgram {
  const flags = {
    monitor: address,
    engine: address,
    organization: "organization",
    project: project.name,
    stack,
    "root-directory": project.root,
    pwd: project.programDirectory,
    parallel: "16",
  };
  const args = Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, value]);
  // Without this variable Node.js strips the types itself; the SDK would compile with ts-node, which takes seconds.
  const { PULUMI_NODEJS_TYPESCRIPT: _typescript, ...inherited } = given;
  const runner = runnerPath(project);
  const values = JSON.stringify(config.values);
  if (Buffer.byteLength(values) > longestVariable)
    throw new PreviewError([
      `the configuration of ${stack} is ${Buffer.byteLength(values)} bytes; Pulumi passes it to the program in one environment variable, and Linux accepts at most ${longestVariable}`,
    ]);
  const program = spawn(process.execPath, ["--import", preload, runner, ...args, "--dry-run", project.entryPoint], {
    cwd: project.root,
    env: {
      NODE_COMPILE_CACHE: besideSdk(runner),
      ...inherited,
      ...env,
      PULUMI_CONFIG: values,
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(config.secretKeys),
    },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
    killSignal: "SIGKILL",
  });
  for (const stream of [program.stdout, program.stderr]) createInterface(stream).on("line", onLine);
  const ended = new Promise<Ended>((resolve, reject) => {
    program.on("error", (error) => {
      if (!signal.aborted) reject(error);
    });
    program.on("close", (code, killedBy) => resolve({ code, signal: killedBy }));
  });
  return { pid: program.pid ?? 0, ended };
}

function runnerPath(project: Project): string {
  try {
    return createRequire(join(project.programDirectory, "index.js")).resolve("@pulumi/pulumi/cmd/run/index.js");
  } catch {
    throw new PreviewError([`@pulumi/pulumi is not installed for ${project.programDirectory}: run npm ci`]);
  }
}

/** Peak resident memory of a running process in MiB, where the system reports it (Linux). */
export async function peakMemoryMiB(pid: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(text)?.[1];
  return kibibytes === undefined ? undefined : Math.round(Number(kibibytes) / 1024);
}
