import { readdir } from "node:fs/promises";
import { basename } from "node:path";
import { closest, distance } from "fastest-levenshtein";
import { UsageError } from "../preview.ts";

/** Names of the stacks that have a settings file (`Pulumi.<name>.yaml`) in `root`, sorted. */
export async function listStacks(root: string): Promise<string[]> {
  const names = (await readdir(root)).map((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1]);
  return names.filter((name) => name !== undefined).sort();
}

/**
 * The settings file of a stack.
 *
 * @throws UsageError naming the stacks that exist, and the one that was probably meant
 */
export async function stackFile(root: string, stack: string): Promise<string> {
  const stacks = await listStacks(root);
  const file = `Pulumi.${stack}.yaml`;
  if (stacks.includes(stack)) return file;
  if (stacks.length === 0) throw new UsageError([`no stack "${stack}": there is no ${file}, nor any other Pulumi.<stack>.yaml`]);
  const near = closest(stack, stacks);
  const meant = distance(stack, near) <= Math.max(2, stack.length / 3) ? `; did you mean "${near}"?` : "";
  throw new UsageError([`no stack "${stack}": there is no ${file}${meant}\nstacks that exist: ${stacks.join(", ")}`]);
}

/** The stack that a name or a settings file (`Pulumi.demo.yaml`, with its folder or without) stands for. */
export function stackNamed(asked: string): string {
  return /^Pulumi\.(.+)\.yaml$/.exec(basename(asked))?.[1] ?? asked;
}

/** Stack to take when none is named: `demo`, or else the only one; undefined when it is not for us to choose. */
export function defaultStack(stacks: readonly string[]): string | undefined {
  return stacks.includes("demo") ? "demo" : stacks.length === 1 ? stacks[0] : undefined;
}
