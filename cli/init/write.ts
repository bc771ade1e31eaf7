import { chmod, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PreviewError, UsageError } from "../../engine/preview.ts";
import { withSiblingFolder } from "../sibling-folder.ts";

/** Work done in the new folder before it gets its name, such as installing packages; it may fail. */
export type Prepare = (folder: string) => Promise<void>;

/**
 * Writes a project into a folder, all of it or nothing: a new folder is prepared next to its final path and renamed at the end; in a folder
 * with content each file is written to a temporary file first, and all are moved into place together.
 * @param force whether existing files with different content are overwritten
 * @throws UsageError naming the files that are in the way, PreviewError as `prepare` does; neither leaves a partial project behind
 */
export async function writeProject(dir: string, files: ReadonlyMap<string, string>, force: boolean, prepare: Prepare): Promise<void> {
  const there = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new UsageError([`${dir} is a file, or cannot be read (${error.code}); accepted: a new or existing folder`]);
  });
  if (there === undefined || there.length === 0) return writeNew(dir, files, prepare, there !== undefined);
  const inTheWay: string[] = [];
  for (const [path, text] of files) {
    const found = await lstat(join(dir, path)).catch(() => undefined);
    if (found && !found.isFile()) throw new UsageError([`${join(dir, path)} is not a regular file, so it is not overwritten`]);
    if (found && (await readFile(join(dir, path), "utf8")) !== text) inTheWay.push(path);
  }
  if (inTheWay.length > 0 && !force)
    throw new UsageError([`${dir} has ${inTheWay.join(", ")} with different content; nothing was written; --force overwrites them`]);
  await writeOver(dir, files, prepare);
}

async function writeNew(dir: string, files: ReadonlyMap<string, string>, prepare: Prepare, isThere: boolean): Promise<void> {
  await withSiblingFolder(dir, async (made) => {
    for (const [path, text] of files) await put(join(made, path), text);
    await prepare(made);
    // An existing folder is not replaced by a new one: it may be a shell's working directory.
    if (isThere) return moveInto(dir, made);
    // A temporary folder has mode 0700.
    await chmod(made, 0o777 & ~process.umask());
    await rename(made, dir);
  });
}

/** Moves the contents of a folder into an empty one, all or nothing. */
async function moveInto(dir: string, from: string): Promise<void> {
  const moved: string[] = [];
  try {
    for (const name of await readdir(from)) {
      await rename(join(from, name), join(dir, name));
      moved.push(name);
    }
  } catch (error) {
    for (const name of moved) await rm(join(dir, name), { recursive: true, force: true });
    throw new UsageError([`${dir} cannot be written (${(error as NodeJS.ErrnoException).code}); accepted: a writable folder`]);
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
