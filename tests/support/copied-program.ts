import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** The rooms that the program of a keep is made of. */
export const programRooms = ["infra", "charts", "catalog", "planner", "network-range"] as const;

/** A copy that may be changed; the caller removes it. */
export interface CopiedProgram {
  /** Real path, by which Node.js names the files that it loads. */
  folder: string;
  remove: () => void;
}

/** Copies files and folders of this repository to a temporary folder, with its installed packages beside them. */
export function copiedProgram(parts: readonly string[]): CopiedProgram {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "modelkeep-copy-")));
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
