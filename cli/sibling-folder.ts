import { rmSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { constants } from "node:os";
import { basename, dirname, join } from "node:path";
import { UsageError } from "../engine/preview.ts";

/** Signals by which a user or a CI job ends the command. */
const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs `act` in a temporary folder next to another one, so that relative paths in package files resolve in both. The folder is removed
 * afterwards, also when the command is interrupted.
 * @param dir the other folder, whether it exists or not
 * @throws UsageError where no folder can be created there
 */
export async function withSiblingFolder<Result>(dir: string, act: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await made(dir);
  const listeners = endings.map((signal) => {
    const end = () => {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
      process.stderr.write("interrupted: nothing was changed\n");
      process.exit(128 + constants.signals[signal]);
    };
    process.once(signal, end);
    return [signal, end] as const;
  });
  try {
    return await act(folder);
  } finally {
    for (const [signal, end] of listeners) process.off(signal, end);
    await rm(folder, { recursive: true, force: true });
  }
}

async function made(dir: string): Promise<string> {
  const parent = dirname(dir);
  try {
    await mkdir(parent, { recursive: true });
    return await mkdtemp(join(parent, `.${basename(dir)}-`));
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new UsageError([`${dir}: cannot create a folder in ${parent} (${code}); accepted: a path under a writable folder`]);
  }
}
