import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loaderFolder } from "./scripts.ts";

/** How the loader ended. */
export interface Ended {
  /** Exit code; null where a signal ended it. */
  code: number | null;
  out: string;
  /** The line with the reason; empty where it ended well. */
  reason: string;
}

export interface LoaderRun {
  storage: string;
  /** The lockfile as it is mounted. */
  lockfile: string | Buffer;
  /** Arguments of the source: `--claim`, or `--bucket` and `--region`. */
  source: readonly string[];
  model?: string;
  /** Digest that the pod names; the lockfile's own where left out. */
  sha256?: string;
  /** Where the lockfile lies; a file of its own where left out. */
  lockfilePath?: string;
  environment?: Record<string, string>;
  /** Folder of the loader's program; the one that the chart mounts where left out. */
  program?: string;
  attempts?: number;
  /** Called once the loader runs, to disturb it. */
  during?: (kill: (signal: NodeJS.Signals) => void) => Promise<void>;
}

/** Runs the loader as its container does, but for the places. */
export async function runLoader(run: LoaderRun): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-lockfile-"));
  const path = run.lockfilePath ?? join(folder, "lockfile.json");
  if (run.lockfilePath === undefined) writeFileSync(path, run.lockfile);
  const sha256 = run.sha256 ?? createHash("sha256").update(run.lockfile).digest("hex");
  const args = [
    ...["-I", "-S", "-B", join(run.program ?? loaderFolder, "loader.py"), "--model", run.model ?? "tiny"],
    ...["--lockfile", path, "--lockfile-sha256", sha256, "--storage", run.storage, "--cores", "2"],
    ...["--attempts", String(run.attempts ?? 3), ...run.source],
  ];
  const child = spawn("python3", args, { env: { PATH: process.env["PATH"], ...run.environment }, stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  let reason = "";
  child.stdout.on("data", (text) => (out += text));
  child.stderr.on("data", (text) => (reason += text));
  const ended = new Promise<number | null>((done, failed) => {
    child.once("error", failed);
    child.once("close", done);
  });
  await run.during?.((signal) => child.kill(signal));
  const code = await ended;
  rmSync(folder, { recursive: true });
  return { code, out, reason };
}

/** What the server would see: null where there is nothing to serve. */
export function served(storage: string): string[] | null {
  const folder = join(storage, "checkpoint");
  if (!existsSync(folder)) return null;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
