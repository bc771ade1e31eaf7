import { lstat, mkdir, readdir, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PreviewError } from "../engine/preview.ts";

/** Lists the rendered files of a folder, one path per line. It has no extension that kubectl, kustomize or Helm would read. */
export const listFile = ".modelkeep-render";

/** A path that may be rendered: relative, without `..` or hidden parts. */
const ownPath = /^(?:[\w%-][\w%.-]*\/)*[\w%-][\w%.-]*$/;

/**
 * Writes files into a new or empty folder. With `force` also into one that was rendered into before: files of the earlier run are removed,
 * other files are kept.
 * @param files text by relative path
 * @throws PreviewError where a file that was not rendered would be overwritten; nothing is changed then
 */
export async function writeInto(out: string, files: ReadonlyMap<string, string>, force: boolean): Promise<void> {
  const there = await entries(out);
  if (there.length > 0 && !force) {
    throw new PreviewError([`${out} is not empty: name another folder, or use --force to replace earlier rendered files in it`]);
  }
  const former = there.includes(listFile) ? await formerFiles(out) : [];
  for (const path of files.keys()) {
    const way = await obstacle(out, path, former);
    if (way !== undefined)
      throw new PreviewError([`${join(out, way)} was not rendered by this tool, and would be overwritten: move it away`]);
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

/** Paths of an earlier run. The list may have been edited, so paths outside of the folder are refused. */
async function formerFiles(out: string): Promise<string[]> {
  if (!(await lstat(join(out, listFile))).isFile()) throw new PreviewError([`${join(out, listFile)} is not a regular file`]);
  const paths = (await readFile(join(out, listFile), "utf8")).split("\n").filter((line) => line !== "");
  const odd = paths.find((path) => !ownPath.test(path));
  if (odd !== undefined)
    throw new PreviewError([`${join(out, listFile)} names ${JSON.stringify(odd)}, which is not a path that is ever rendered`]);
  return paths;
}

/** First part of `path` that was not rendered: a link, a file in place of a folder, or a file that is not on the list. */
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

/** Whether a path of the list is still a regular file in regular folders. */
async function isOwn(out: string, path: string): Promise<boolean> {
  const parts = path.split("/");
  for (let length = 1; length < parts.length; length++) {
    const folder = await lstat(join(out, ...parts.slice(0, length))).catch(() => undefined);
    if (!folder?.isDirectory()) return false;
  }
  return (await lstat(join(out, path)).catch(() => undefined))?.isFile() ?? false;
}

/** Folders of some paths, deepest first. */
function foldersOf(paths: readonly string[]): string[] {
  const folders = paths.flatMap((path) => {
    const parts = path.split("/").slice(0, -1);
    return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
  });
  return [...new Set(folders)].sort((one, other) => other.length - one.length);
}
