import { readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Project } from "../../engine/stack/project.ts";
import { type DifferingFile, kitFolder, type ProgramState, programState } from "./program.ts";

/** Name of the kit as a package. */
export const packageName = "modelkeep";

/** The program of a project that uses the package, as `modelkeep init` writes it: the settings decide everything. */
export const programText = `import { deployKeep } from "${packageName}";\n\nexport default deployKeep();\n`;

/** Whether a project uses the kit as a package; a clone of the kit is one itself. */
export function usesPackage(root: string): boolean {
  try {
    const { dependencies = {} } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { dependencies?: object };
    return Object.hasOwn(dependencies, packageName);
  } catch {
    return false;
  }
}

/** Folder of the kit that the program of a project runs: the installed package, or the project itself. */
function kitOf({ root, programDirectory }: Project): string {
  if (!usesPackage(root)) return root;
  try {
    return dirname(createRequire(join(programDirectory, "index.js")).resolve(`${packageName}/package.json`));
  } catch {
    return root;
  }
}

/** The program file of a project that uses the package, where it does more than that. */
function ownProgram({ root, programDirectory, entryPoint }: Project): DifferingFile[] {
  if (!usesPackage(root)) return [];
  const file = entryPoint === "." ? "index.js" : entryPoint;
  try {
    if (readFileSync(join(programDirectory, file), "utf8") === programText) return [];
  } catch {
    // Whatever runs, it is not that text.
  }
  return [{ path: file, how: "changed" }];
}

/**
 * What a project runs beside the kit that judges it: another copy of the kit, or a program of its own around it. Undefined where it is neither.
 */
export function projectProgram(project: Project): ProgramState | undefined {
  const folder = kitOf(project);
  const own = ownProgram(project);
  if (own.length === 0 && realpathSync(folder) === realpathSync(kitFolder)) return undefined;
  const found = programState(folder);
  if (own.length === 0 || found.state === "no release") return found;
  return { ...found, state: "modified", differing: [...own, ...found.differing] };
}
