import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { oncePerRun } from "./once-per-run.ts";
import { previewInputs } from "./preview-inputs.ts";

/** May be deleted at any time. */
const folder = resolve(import.meta.dirname, "../../node_modules/.cache/modelkeep-previews");

/**
 * A preview of this repository that is the same for every test: made by one worker of a run, and kept for later runs until anything that it
 * is made from changes ({@link previewInputs}).
 * @param key name of a file
 * @param make gives a plain value, as JSON holds it
 * @param inputs files and folders that it is made from besides those of every preview
 */
export async function cachedPreview<T>(key: string, make: () => Promise<T>, inputs: readonly string[] = []): Promise<T> {
  const file = `${key}.${previewInputs(inputs).slice(0, 32)}.json`;
  return (await kept<T>(file)) ?? oncePerRun(key, async () => (await kept<T>(file)) ?? keep(file, await make()));
}

async function kept<T>(file: string): Promise<T | undefined> {
  const text = await readFile(join(folder, file), "utf8").catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}

/** Writes in one step, so that nobody reads half of it, and takes away what is of an earlier day, which nobody reads any more. */
async function keep<T>(file: string, made: T): Promise<T> {
  await mkdir(folder, { recursive: true });
  const part = join(folder, `${file}.${process.pid}`);
  await writeFile(part, JSON.stringify(made));
  await rename(part, join(folder, file));
  for (const name of await readdir(folder)) {
    const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > 86_400_000) await rm(join(folder, name), { force: true });
  }
  return made;
}
