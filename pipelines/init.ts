import { lstat, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PreviewError } from "../engine/preview.ts";

/** What was done with a file. */
export type Written = "wrote" | "overwrote" | "unchanged";

/**
 * Writes files into a repository, all of them or none: a file with other content is only overwritten with `force`.
 *
 * @param root top folder of the repository, where its `.git` is: no forge reads workflows from a subfolder
 * @returns what was done with each file, by path
 * @throws PreviewError naming the existing files with different content, or where `root` is not the top of a repository
 */
export async function writeInto(root: string, files: ReadonlyMap<string, string>, force: boolean): Promise<Map<string, Written>> {
  if (!(await lstat(join(root, ".git")).catch(() => undefined))) {
    throw new PreviewError([`${root} is not the top of a git repository: workflows are read from there, so the project has to be in it`]);
  }
  const written = new Map<string, Written>();
  for (const [path, text] of files) {
    const there = await lstat(join(root, path)).catch(() => undefined);
    if (there && !there.isFile()) throw new PreviewError([`${path} is not a regular file, so it is not overwritten`]);
    const before = there && (await readFile(join(root, path), "utf8"));
    written.set(path, before === undefined ? "wrote" : before === text ? "unchanged" : "overwrote");
  }
  const others = [...written].filter(([, what]) => what === "overwrote").map(([path]) => path);
  if (others.length > 0 && !force) {
    throw new PreviewError([`already exist with different content: ${others.join(", ")}; --force overwrites them`]);
  }
  for (const [path, text] of files) {
    if (written.get(path) === "unchanged") continue;
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return written;
}
