// The loader's verification: its speed, all of it and per core, against the disk and plain sha256sum.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** One measurement. */
export interface VerificationSpeed {
  name: string;
  cores: number;
  gigabytesPerSecond: number;
}

/**
 * Writes 2 GiB under `.bench/`, measures in turn, and removes them. Needs python3, sha256sum and Linux.
 * @param root of the repository
 * @yields each measurement once it is there; 10^9 bytes a gigabyte
 */
export async function* measureVerification(root: string): AsyncGenerator<VerificationSpeed> {
  mkdirSync(join(root, ".bench"), { recursive: true });
  const folder = mkdtempSync(join(root, ".bench", "weights-"));
  try {
    const args = ["-I", "-S", "-B", join(root, "dev", "bench", "weights.py"), join(root, "charts", "weights", "loader"), folder];
    const python = spawn("python3", args, { stdio: ["ignore", "pipe", "inherit"] });
    const ended = once(python, "close");
    for await (const line of createInterface({ input: python.stdout })) yield JSON.parse(line) as VerificationSpeed;
    const [code] = await ended;
    if (code !== 0) throw new Error(`the bench of the weights ended with ${code}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Prints the measurements as rows: speed, and speed per core. */
export async function benchWeights(root: string, row: (...cells: string[]) => void): Promise<void> {
  row("weights: 2 GiB, hashed", "GB/s", "per core");
  for await (const { name, cores, gigabytesPerSecond } of measureVerification(root))
    row(name, gigabytesPerSecond.toFixed(2), (gigabytesPerSecond / cores).toFixed(2));
}
