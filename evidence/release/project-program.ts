import { readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Project } from "../../engine/stack/project.ts";
import { type DifferingFile, kitFolder, type ProgramState, programState } from "./program.ts";

/** Name of the kit as a package. */
export const packageName = "modelkeep";

/** The program of a project that uses the package, as written by `modelkeep init`: the settings determine everything. */
export const programText = `import { deployKeep } from "${packageName}";\n\nexport default deployKeep();\n`;

/** Whether a project uses the kit as a package, rather than being a clone of it. */
export function usesPackage(root: string): boolean {
  try {
    const { dependencies = {} } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { dependencies?: object };
    return Object.hasOwn(dependencies, packageName);
  } catch {
    return false;
  }
}

/** Folder of the kit used by a project's program: the installed package, or the project itself. */
function kitOf({ root, programDirectory }: Project): string {
  if (!usesPackage(root)) return root;
  try {
    return dirname(createRequire(join(programDirectory, "index.js")).resolve(`${packageName}/package.json`));
  } catch {
    return root;
  }
}

/** The program file of a project that uses the package, if it differs from that text. */
function ownProgram({ root, programDirectory, entryPoint }: Project): DifferingFile[] {
  if (!usesPackage(root)) return [];
  const file = entryPoint === "." ? "index.js" : entryPoint;
  try {
    if (readFileSync(join(programDirectory, file), "utf8") === programText) return [];
  } catch {
    // It cannot be read, so it is not that text.
  }
  return [{ path: file, how: "changed" }];
}

/**
 * A project's program where it is not the running kit: another copy of the kit, or a custom program around it. Otherwise undefined.
 */
export function projectProgram(project: Project): ProgramState | undefined {
  const folder = kitOf(project);
  const own = ownProgram(project);
  if (own.length === 0 && realpathSync(folder) === realpathSync(kitFolder)) return undefined;
  const found = programState(folder);
  if (own.length === 0 || found.state === "no release") return found;
  return { ...found, state: "modified", differing: [...own, ...found.differing] };
}
