import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { closest, distance } from "fastest-levenshtein";
import { UsageError } from "../preview.ts";
import { stackConfigDir } from "./stack-config-dir.ts";

/**
 * Names of the stacks with a settings file (`Pulumi.<name>.yaml`) in the project's stack folder, sorted.
 *
 * @param root folder of `Pulumi.yaml`
 */
export async function listStacks(root: string): Promise<string[]> {
  const files = await readdir(join(root, await stackConfigDir(root))).catch(absent);
  const names = files.map((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1]);
  return names.filter((name) => name !== undefined).sort();
}

/** A missing folder has no stacks. */
function absent(error: NodeJS.ErrnoException): string[] {
  if (error.code === "ENOENT") return [];
  throw error;
}

/**
 * The settings file of a stack, from `root`, with `/`.
 *
 * @throws UsageError naming the stacks that exist, and the closest match
 */
export async function stackFile(root: string, stack: string): Promise<string> {
  const stacks = await listStacks(root);
  const folder = await stackConfigDir(root);
  const file = `${folder === "" ? "" : `${folder}/`}Pulumi.${stack}.yaml`;
  if (stacks.includes(stack)) return file;
  if (stacks.length === 0) throw new UsageError([`no stack "${stack}": there is no ${file}, nor any other Pulumi.<stack>.yaml`]);
  const near = closest(stack, stacks);
  const meant = distance(stack, near) <= Math.max(2, stack.length / 3) ? `; did you mean "${near}"?` : "";
  throw new UsageError([`no stack "${stack}": there is no ${file}${meant}\nstacks that exist: ${stacks.join(", ")}`]);
}

/** The stack of a name or a settings file (`Pulumi.demo.yaml`, with or without its folder). */
export function stackNamed(asked: string): string {
  return /^Pulumi\.(.+)\.yaml$/.exec(basename(asked))?.[1] ?? asked;
}

/** Default stack: `demo`, or else the only one; undefined when there are several. */
export function defaultStack(stacks: readonly string[]): string | undefined {
  return stacks.includes("demo") ? "demo" : stacks.length === 1 ? stacks[0] : undefined;
}
