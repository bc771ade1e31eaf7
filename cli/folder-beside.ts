import { rmSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { constants } from "node:os";
import { basename, dirname, join } from "node:path";
import { UsageError } from "../engine/preview.ts";

/** Signals by which a person or a job ends the command. */
const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Does something in a temporary folder next to another, so that relative paths of packages hold in both. The folder is gone after, where the
 * command is interrupted as well.
 * @param dir the other folder, whether it exists or not
 * @throws UsageError where no folder can be made there
 */
export async function withFolderBeside<Result>(dir: string, act: (folder: string) => Promise<Result>): Promise<Result> {
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
    throw new UsageError([`${dir}: no folder can be made in ${parent} (${code}); accepted is a place that you may write to`]);
  }
}
