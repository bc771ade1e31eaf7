import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CopiedProgram, copiedProgram, programRooms } from "../support/copied-program.ts";
import type { KeepSummary } from "./keep-summary.ts";

/** A scripted change of an example: `NN-name.patch` beside `NN-name.json`, which says what it does to the keep. */
export interface ScriptedChange {
  /** `NN-name`. */
  name: string;
  /** What the patch does, in words. */
  about: string;
  /** Stack that shows it. */
  example: string;
  expected: {
    /** Lines of {@link resourceSummary}. */
    resources: string[];
    /** What it does to the keep beside that, as `keepSummary` says it. */
    keep: KeepSummary;
  };
}

/** All scripted changes, in their order. */
export function scriptedChanges(): ScriptedChange[] {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(".patch"))
    .sort()
    .map((file) => file.slice(0, -".patch".length))
    .map((name) => ({
      name,
      ...(JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), "utf8")) as Omit<ScriptedChange, "name">),
    }));
}

/**
 * A temporary copy of the program and its examples with the patch of a change applied, or none; the caller removes it.
 * @throws Error where the patch does not fit the program any more
 */
export function changedProgram(name?: string): CopiedProgram {
  const copy = copiedProgram([...programRooms, "examples", "package.json", "Pulumi.yaml"]);
  if (name !== undefined)
    execFileSync("git", ["apply", join(import.meta.dirname, `${name}.patch`)], { cwd: copy.folder, stdio: ["ignore", "pipe", "pipe"] });
  return copy;
}
