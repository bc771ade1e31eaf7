import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { programRooms } from "./copied-program.ts";

const root = resolve(import.meta.dirname, "../..");

/**
 * A temporary folder with this repository's program and one stack file of its own, so that a test or the bench can change
 * settings without touching the repository. The caller removes it.
 * @param main another program of this repository, by its path
 */
export function variantFolder(stack: string, stackFile: string, main?: string): string {
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-variant-"));
  const parts = [...programRooms, "node_modules", ...(main === undefined ? [] : [main.split("/")[0]!])];
  for (const part of parts) symlinkSync(join(root, part), join(folder, part));
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  const project = readFileSync(join(root, "Pulumi.yaml"), "utf8");
  writeFileSync(join(folder, "Pulumi.yaml"), main === undefined ? project : project.replace(/^main: .*$/m, `main: ${main}`));
  mkdirSync(join(folder, "examples"));
  writeFileSync(join(folder, "examples", `Pulumi.${stack}.yaml`), stackFile);
  return folder;
}
