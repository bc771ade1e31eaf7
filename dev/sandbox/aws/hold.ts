import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { placesOf } from "./places.ts";

const root = resolve(import.meta.dirname, "../../..");
const program = join(import.meta.dirname, "holder.ts");
/** Seconds that the holder gets to end what it holds. */
const patience = 60;

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
};

/** Process id of the holder of a sandbox, if it runs; a process of the same number that is another's is none. */
export function holderOf(folder: string): number | undefined {
  const { pid: file } = placesOf(folder);
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, "utf8"));
  return commandOf(pid).includes(`${program}\0${folder}\0`) ? pid : undefined;
}

/**
 * Starts the holder, which outlives this process.
 * @returns URL of the emulator
 * @throws Error with its last words where it ends before all is up
 */
export async function startHolder(folder: string, stack: string): Promise<string> {
  const { pid: file, log, ready } = placesOf(folder);
  rmSync(ready, { force: true });
  const output = openSync(log, "a");
  const holder = spawn(process.execPath, [program, folder, stack], { cwd: root, detached: true, stdio: ["ignore", output, output] });
  closeSync(output);
  holder.unref();
  writeFileSync(file, String(holder.pid));
  while (!existsSync(ready)) {
    if (holder.exitCode !== null || holder.signalCode !== null) {
      const said = readFileSync(log, "utf8").trim().split("\n").slice(-12).join("\n");
      throw new Error(`the emulator of AWS did not come up:\n${said}`);
    }
    await pause(100);
  }
  return emulatorOf(folder);
}

/** URL of the emulator that a sandbox's holder holds. */
export const emulatorOf = (folder: string): string => (JSON.parse(readFileSync(placesOf(folder).ready, "utf8")) as { url: string }).url;

/** Ends the holder with all that it holds, if it runs. */
export async function endHolder(folder: string): Promise<void> {
  const pid = holderOf(folder);
  if (pid === undefined) return;
  process.kill(pid, "SIGTERM");
  for (const start = performance.now(); holderOf(folder) !== undefined; await pause(100))
    // Its children are of its group.
    if (performance.now() - start > patience * 1000) process.kill(-pid, "SIGKILL");
}
