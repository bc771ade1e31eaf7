import { stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { PreviewError, UsageError } from "../preview.ts";
import { readYaml } from "./yaml.ts";

/** Content of `Pulumi.yaml`, whether or not its program exists. */
export interface ProjectFile {
  name: string;
  /** Absolute folder of `Pulumi.yaml`. */
  root: string;
  /** The `config` section as in the file. */
  config: Record<string, unknown>;
}

/** What a preview needs from `Pulumi.yaml`. */
export interface Project extends ProjectFile {
  /** Working directory of the program, absolute. */
  programDirectory: string;
  /** What to run there: a file name, or `.` for the folder's index file. */
  entryPoint: string;
}

/**
 * The project folder that contains `from`: itself or the nearest parent with a `Pulumi.yaml`.
 *
 * @throws PreviewError when there is none
 */
export async function findProject(from: string): Promise<string> {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (await stat(join(folder, "Pulumi.yaml")).catch(() => undefined)) return folder;
    if (folder === dirname(folder)) throw new UsageError([`no Pulumi.yaml in ${resolve(from)}, nor in a parent folder`]);
  }
}

/**
 * Reads `Pulumi.yaml` in `root`.
 *
 * @throws PreviewError when it describes a program that Node.js cannot run
 */
export async function readProject(root: string): Promise<Project> {
  const { main, ...file } = await readProjectFile(root);
  return { ...file, ...(await program(file.root, main)) };
}

/**
 * Reads `Pulumi.yaml` in `root` without a check of its program.
 *
 * @throws PreviewError as {@link readProject} does, except for the program
 */
export async function readProjectFile(root: string): Promise<ProjectFile & { main: unknown }> {
  const folder = resolve(root);
  const { name, runtime, main, config } = record(await readYaml(join(folder, "Pulumi.yaml")));
  if (typeof name !== "string" || name === "") throw new PreviewError(["Pulumi.yaml: name: a project needs a name"]);
  const language = typeof runtime === "string" ? runtime : record(runtime)["name"];
  if (language !== "nodejs") {
    throw new PreviewError([`Pulumi.yaml: runtime: ${JSON.stringify(language)} cannot be previewed in process, only "nodejs" can`]);
  }
  return { name, root: folder, config: record(config), main };
}

/** A file as `main` makes its folder the working directory, as the Pulumi CLI does. */
async function program(root: string, main: unknown): Promise<Pick<Project, "programDirectory" | "entryPoint">> {
  if (main === undefined) return { programDirectory: root, entryPoint: "." };
  const target = resolve(root, String(main));
  if (relative(root, target).startsWith("..")) throw new PreviewError([`Pulumi.yaml: main: ${main} is outside the project`]);
  const found = await stat(target).catch(() => undefined);
  if (!found) throw new PreviewError([`Pulumi.yaml: main: ${main} does not exist`]);
  return found.isDirectory()
    ? { programDirectory: target, entryPoint: "." }
    : { programDirectory: dirname(target), entryPoint: basename(target) };
}

/** The value as a record; anything else (absent, scalar, list) is an empty one. */
export function record(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
