import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { EngineError } from "./find.ts";

/** Parts that `dev/engine/build` can build, in order, with the approximate time on two cores from scratch, in minutes. */
export const PARTS = {
  cli: 7,
  kubernetes: 12,
  aws: 18,
  "control-plane": 10,
  etcd: 1,
  kwok: 3,
  node: 12,
  checkers: 3,
} as const;

export type Part = keyof typeof PARTS;

/** Parts that a preview needs; the others are only for tests. */
export const PREVIEW_PARTS: readonly Part[] = ["cli", "kubernetes", "aws"];

export interface BuildOptions {
  /** Root of this repository. */
  root: string;
  /** Folder to build into; created if it does not exist. */
  out: string;
  parts: readonly Part[];
  onStart?: (part: Part) => void;
  /** `seconds` is how long the part took. */
  onDone?: (part: Part, seconds: number) => void;
}

/**
 * Builds parts of the engine from Go modules, in sequence.
 *
 * @returns path of the log with all compiler output
 * @throws EngineError with the end of the log when a part fails
 */
export async function buildEngine({ root, out, parts, onStart, onDone }: BuildOptions): Promise<string> {
  await mkdir(out, { recursive: true });
  const log = join(out, "build.log");
  for (const [index, part] of parts.entries()) {
    onStart?.(part);
    const started = performance.now();
    const code = await run(join(root, "dev", "engine", "build"), [out, part], log, index === 0 ? "w" : "a");
    if (code !== 0) throw new EngineError(`building ${part} failed; the end of ${log}:\n${await tail(log)}`);
    onDone?.(part, (performance.now() - started) / 1000);
  }
  return log;
}

async function run(script: string, args: string[], log: string, flags: string): Promise<number | null> {
  const file = createWriteStream(log, { flags });
  const child = spawn(script, args, { stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) stream.pipe(file, { end: false });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  }).finally(() => file.end());
  await finished(file);
  return code;
}

async function tail(log: string): Promise<string> {
  const lines = (await readFile(log, "utf8")).trimEnd().split("\n");
  return lines
    .filter((line) => !line.startsWith("go: downloading "))
    .slice(-20)
    .join("\n");
}
