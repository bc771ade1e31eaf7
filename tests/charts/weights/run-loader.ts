import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { limits } from "../../support/limits.ts";
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
  /** As a user of the pod: root of these tests could read any file. */
  unprivileged?: boolean;
  /** Called once the loader runs, to disturb it. */
  during?: (kill: (signal: NodeJS.Signals) => void) => Promise<void>;
}

const patience = limits.wait / 1000;

/** How long the loader waits for an answer, as its files say it; one that is late is asked for again, and the tests count what is asked for. */
const hurries: [file: string, hurry: string, unhurried: string][] = [
  ["pod_identity.py", "timeout=5)", `timeout=${patience})`],
  ["vault.py", "SILENCE = 30 ", `SILENCE = ${patience} `],
  ["vault.py", "LONGEST = 300 ", `LONGEST = ${patience} `],
];

/** Copies a loader's program into a folder, with more patience. */
function unhurried(program: string, into: string): string {
  cpSync(program, into, { recursive: true });
  for (const [file, hurry, more] of hurries) {
    const text = readFileSync(join(into, file), "utf8");
    if (!text.includes(hurry)) throw new Error(`${file} lacks ${hurry}`);
    writeFileSync(join(into, file), text.replace(hurry, more));
  }
  return into;
}

/** Runs the loader as its container does, but for the places and its patience. */
export async function runLoader(run: LoaderRun): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-lockfile-"));
  const path = run.lockfilePath ?? join(folder, "lockfile.json");
  if (run.lockfilePath === undefined) writeFileSync(path, run.lockfile);
  const sha256 = run.sha256 ?? createHash("sha256").update(run.lockfile).digest("hex");
  const args = [
    ...[
      "-I",
      "-S",
      "-B",
      join(unhurried(run.program ?? loaderFolder, join(folder, "loader")), "loader.py"),
      "--model",
      run.model ?? "tiny",
    ],
    ...["--lockfile", path, "--lockfile-sha256", sha256, "--storage", run.storage, "--cores", "2"],
    ...["--attempts", String(run.attempts ?? 3), ...run.source],
  ];
  const withheld = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"];
  const [program, ...before] = [...(run.unprivileged && process.getuid?.() === 0 ? withheld : []), "python3"];
  const child = spawn(program!, [...before, ...args], {
    env: { PATH: process.env["PATH"], ...run.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
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
