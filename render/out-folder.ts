import { lstat, mkdir, readdir, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PreviewError } from "../engine/preview.ts";

/** Names what was rendered into a folder, one path a line. No ending that kubectl, kustomize or Helm would read. */
export const listFile = ".modelkeep-render";

/** A path that a rendering writes: relative, without a way up or a hidden part. */
const ownPath = /^(?:[\w%-][\w%.-]*\/)*[\w%-][\w%.-]*$/;

/**
 * Writes files into a folder that is new or empty. With `force` also into one that was rendered into before: its files of that time go, and
 * what somebody else put there stays.
 * @param files text by relative path
 * @throws PreviewError where something would be written over that no rendering wrote; nothing is changed then
 */
export async function writeInto(out: string, files: ReadonlyMap<string, string>, force: boolean): Promise<void> {
  const there = await entries(out);
  if (there.length > 0 && !force) {
    throw new PreviewError([`${out} is not empty: name another folder, or --force to replace what was rendered into it before`]);
  }
  const former = there.includes(listFile) ? await formerFiles(out) : [];
  for (const path of files.keys()) {
    const way = await obstacle(out, path, former);
    if (way !== undefined) throw new PreviewError([`${join(out, way)} was not rendered, and would be written over: move it away`]);
  }
  for (const path of former) if (await isOwn(out, path)) await rm(join(out, path));
  for (const folder of foldersOf(former)) await rmdir(join(out, folder)).catch(() => {}); // Some hold other files.
  for (const [path, text] of files) {
    await mkdir(dirname(join(out, path)), { recursive: true });
    await writeFile(join(out, path), text);
  }
  await writeFile(join(out, listFile), [...files.keys()].map((path) => `${path}\n`).join(""));
}

async function entries(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    if (code === "ENOTDIR") throw new PreviewError([`${folder} is a file: name a folder`]);
    throw error;
  }
}

/** Paths of an earlier rendering. The list is a file that anybody may have changed, so it names nothing outside of the folder. */
async function formerFiles(out: string): Promise<string[]> {
  if (!(await lstat(join(out, listFile))).isFile()) throw new PreviewError([`${join(out, listFile)} is no plain file`]);
  const paths = (await readFile(join(out, listFile), "utf8")).split("\n").filter((line) => line !== "");
  const odd = paths.find((path) => !ownPath.test(path));
  if (odd !== undefined) throw new PreviewError([`${join(out, listFile)} names ${JSON.stringify(odd)}, which no rendering writes`]);
  return paths;
}

/** First part of the way to `path` that no rendering wrote: a link, a file in place of a folder, or a file that is not on the list. */
async function obstacle(out: string, path: string, former: readonly string[]): Promise<string | undefined> {
  const parts = path.split("/");
  for (let length = 1; length <= parts.length; length++) {
    const part = parts.slice(0, length).join("/");
    const found = await lstat(join(out, part)).catch(() => undefined);
    if (!found) return undefined;
    if (found.isFile() ? !former.includes(part) : !found.isDirectory() || length === parts.length) return part;
  }
  return undefined;
}

/** Whether a path of the list is still a plain file in plain folders. */
async function isOwn(out: string, path: string): Promise<boolean> {
  const parts = path.split("/");
  for (let length = 1; length < parts.length; length++) {
    const folder = await lstat(join(out, ...parts.slice(0, length))).catch(() => undefined);
    if (!folder?.isDirectory()) return false;
  }
  return (await lstat(join(out, path)).catch(() => undefined))?.isFile() ?? false;
}

/** Folders of some paths, the deepest first. */
function foldersOf(paths: readonly string[]): string[] {
  const folders = paths.flatMap((path) => {
    const parts = path.split("/").slice(0, -1);
    return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
  });
  return [...new Set(folders)].sort((one, other) => other.length - one.length);
}
