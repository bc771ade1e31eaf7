import { lstat, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PreviewError } from "../engine/preview.ts";

/** What became of a file. */
export type Written = "wrote" | "overwrote" | "unchanged";

/**
 * Writes files into a repository, all of them or none: a file that somebody wrote is never written over unless that is asked for.
 *
 * @param root folder of the repository, where its `.git` is: no forge reads workflows from a folder below
 * @returns what became of each, by path
 * @throws PreviewError naming the files that are there with another content, or where `root` is no repository's top
 */
export async function writeInto(root: string, files: ReadonlyMap<string, string>, force: boolean): Promise<Map<string, Written>> {
  if (!(await lstat(join(root, ".git")).catch(() => undefined))) {
    throw new PreviewError([`${root} is not the top of a git repository, where workflows are read from: the project has to be there`]);
  }
  const written = new Map<string, Written>();
  for (const [path, text] of files) {
    const there = await lstat(join(root, path)).catch(() => undefined);
    if (there && !there.isFile()) throw new PreviewError([`${path} is not a file of its own: it is not written to`]);
    const before = there && (await readFile(join(root, path), "utf8"));
    written.set(path, before === undefined ? "wrote" : before === text ? "unchanged" : "overwrote");
  }
  const others = [...written].filter(([, what]) => what === "overwrote").map(([path]) => path);
  if (others.length > 0 && !force) {
    throw new PreviewError([`there already, with another content: ${others.join(", ")}; --force writes over them`]);
  }
  for (const [path, text] of files) {
    if (written.get(path) === "unchanged") continue;
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return written;
}
