import { chmod, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PreviewError, UsageError } from "../../engine/preview.ts";
import { withFolderBeside } from "../folder-beside.ts";

/** What is done in the new folder before it gets its name, such as the installation of packages; it may fail. */
export type Prepare = (folder: string) => Promise<void>;

/**
 * Writes a project into a folder, all of it or nothing: a new folder is made beside, prepared, and named at the end; in a folder that holds
 * something each file is written beside its place, and put there when all are.
 * @param force whether files that are there with another content are written over
 * @throws UsageError naming the files that are in the way, PreviewError as `prepare` does; nothing is left half made then
 */
export async function writeProject(dir: string, files: ReadonlyMap<string, string>, force: boolean, prepare: Prepare): Promise<void> {
  const there = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new UsageError([`${dir} is a file, or cannot be read (${error.code}); accepted is a folder, new or not`]);
  });
  if (there === undefined || there.length === 0) return writeNew(dir, files, prepare, there !== undefined);
  const inTheWay: string[] = [];
  for (const [path, text] of files) {
    const found = await lstat(join(dir, path)).catch(() => undefined);
    if (found && !found.isFile()) throw new UsageError([`${join(dir, path)} is not a file of its own: it is not written to`]);
    if (found && (await readFile(join(dir, path), "utf8")) !== text) inTheWay.push(path);
  }
  if (inTheWay.length > 0 && !force)
    throw new UsageError([`${dir} has ${inTheWay.join(", ")} with another content; nothing was written; --force writes over them`]);
  await writeOver(dir, files, prepare);
}

async function writeNew(dir: string, files: ReadonlyMap<string, string>, prepare: Prepare, isThere: boolean): Promise<void> {
  await withFolderBeside(dir, async (made) => {
    for (const [path, text] of files) await put(join(made, path), text);
    await prepare(made);
    // A folder that is there stays the same one: a shell may be in it.
    if (isThere) return moveInto(dir, made);
    // A temporary folder is its owner's alone.
    await chmod(made, 0o777 & ~process.umask());
    await rename(made, dir);
  });
}

/** Moves what a folder holds into an empty one, all of it or nothing. */
async function moveInto(dir: string, from: string): Promise<void> {
  const moved: string[] = [];
  try {
    for (const name of await readdir(from)) {
      await rename(join(from, name), join(dir, name));
      moved.push(name);
    }
  } catch (error) {
    for (const name of moved) await rm(join(dir, name), { recursive: true, force: true });
    throw new UsageError([
      `${dir} cannot be written (${(error as NodeJS.ErrnoException).code}); accepted is a folder that you may write to`,
    ]);
  }
}

async function writeOver(dir: string, files: ReadonlyMap<string, string>, prepare: Prepare): Promise<void> {
  const suffix = `.modelkeep-${process.pid}`;
  const written = [...files.keys()].map((path) => join(dir, path));
  try {
    for (const [path, text] of files) await put(`${join(dir, path)}${suffix}`, text);
    for (const path of written) await rename(`${path}${suffix}`, path);
  } finally {
    for (const path of written) await rm(`${path}${suffix}`, { force: true });
  }
  await prepare(dir);
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text, { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    throw new PreviewError([`${path} cannot be written: ${error.code}`]);
  });
}
