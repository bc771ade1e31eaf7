import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { programRooms } from "./copied-program.ts";

const root = resolve(import.meta.dirname, "../..");

/**
 * A temporary folder with this repository's program and one stack file of its own, so that a test or the bench can change
 * settings without touching the repository. The caller removes it.
 */
export function variantFolder(stack: string, stackFile: string): string {
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-variant-"));
  for (const part of [...programRooms, "node_modules"]) symlinkSync(join(root, part), join(folder, part));
  for (const file of ["Pulumi.yaml", "package.json"]) cpSync(join(root, file), join(folder, file));
  mkdirSync(join(folder, "examples"));
  writeFileSync(join(folder, "examples", `Pulumi.${stack}.yaml`), stackFile);
  return folder;
}
