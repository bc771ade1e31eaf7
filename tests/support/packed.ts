import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { release } from "../../dev/release/release.ts";
import { oncePerRun, runFolder } from "./once-per-run.ts";

const root = resolve(import.meta.dirname, "../..");

/** The kit as a package: files of a release, made once in a run. */
export interface Packed {
  folder: string;
  /** Path of the tarball. */
  tarball: string;
}

/** Makes a release of the working tree, or takes that which another worker of this run has made. */
export const packed = (): Promise<Packed> =>
  oncePerRun("packed", async () => {
    const folder = mkdtempSync(join(runFolder() ?? tmpdir(), "release-"));
    return { folder, tarball: join(folder, release(root, folder).tarball) };
  });

/** Runs tar, which every system with npm has. @returns what it printed */
export function tar(args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync("tar", args, { cwd, encoding: "utf8", maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`tar ${args.join(" ")}: ${stderr}`);
  return stdout;
}
