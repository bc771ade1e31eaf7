import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** What is installed beside the tracked files: as it is, since no fault edits it. */
const installed = ["node_modules", ".engine"];

/** The working tree's files in a temporary folder, where they may be edited. */
export interface CopiedTree {
  /** Real path, by which Node.js names the files that it loads. */
  folder: string;
  remove: () => void;
}

/** Packages that a tool has for itself, by their folder. */
const packagesOf = (files: readonly string[]) =>
  [...new Set(files.map(dirname))].map((folder) => join(folder, "node_modules")).filter((path) => path !== "node_modules");

/** Copies the files that git does not ignore as they lie there, committed or not, and links what is installed. */
export function copiedTree(): CopiedTree {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: root,
    encoding: "utf8",
  }).split("\0");
  const files = listed.filter((file) => file !== "" && existsSync(join(root, file)));
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "modelkeep-faults-")));
  for (const file of files) cpSync(join(root, file), join(folder, file), { verbatimSymlinks: true });
  for (const path of [...installed, ...packagesOf(files)]) {
    if (!existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(join(root, path), join(folder, path));
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
}
