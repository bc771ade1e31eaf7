import { execFileSync, spawn } from "node:child_process";

/** What one command took, its children included. */
export interface Cost {
  /** Wall-clock seconds from start to exit. */
  seconds: number;
  /** Largest sum of resident memory over the command and all its descendants, in MiB; sampled, so a short spike can be missed. */
  peakMiB: number;
}

const sampleEveryMs = 50;

/** Resident memory of a process and its descendants, in MiB, as `ps` of Linux and macOS reports it. */
function residentMiB(root: number): number {
  const rows = execFileSync("ps", ["-Ao", "pid=,ppid=,rss="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number, number]);
  const family = new Set([root]);
  // Rows come in no fixed order: go over them until no new child is found.
  for (let before = 0; before !== family.size; ) {
    before = family.size;
    for (const [pid, parent] of rows) if (family.has(parent)) family.add(pid);
  }
  return rows.reduce((sum, [pid, , rss]) => sum + (family.has(pid) ? rss : 0), 0) / 1024;
}

/** Runs a command to its end and measures it. @throws Error with its last output when it fails. */
export async function measure(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<Cost> {
  const started = performance.now();
  const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      output = (output + chunk).slice(-4000);
    });
  let peakMiB = 0;
  const timer = setInterval(() => {
    if (child.pid !== undefined) peakMiB = Math.max(peakMiB, residentMiB(child.pid));
  }, sampleEveryMs);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", resolve);
  }).finally(() => clearInterval(timer));
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${output}`);
  return { seconds: (performance.now() - started) / 1000, peakMiB };
}
