import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { programFiles, sha256 } from "./program-files.ts";

/** Folders whose files render the Kubernetes objects of a stack; files that these import decide on them as well. */
const folders = ["charts/", "infra/kubernetes/"];

/** Files of a module's own kit that it imports, relative to the kit: those of packages are held by the lock file. */
function imported(kit: string, path: string): string[] {
  if (!/\.[jt]s$/.test(path)) return [];
  const text = readFileSync(join(kit, path), "utf8");
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"(\.[^"]+)"/g)].map(([, to = ""]) => posix.join(posix.dirname(path), to));
}

/** SHA-256 over the files of a kit that decide which Kubernetes objects a stack has, by path and content: those that render them, and what they import. */
export function objectFilesDigest(kit: string): string {
  const all = programFiles(kit);
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path) || all[path] === undefined) return;
    found.add(path);
    imported(kit, path).forEach(visit);
  };
  Object.keys(all)
    .filter((path) => folders.some((folder) => path.startsWith(folder)))
    .forEach(visit);
  return sha256(JSON.stringify(Object.entries(all).filter(([path]) => found.has(path))));
}
