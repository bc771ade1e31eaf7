import { readFile, stat } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { PreviewError } from "../../engine/preview.ts";
import type { Side } from "../model.ts";
import { atCommit, commitOf, noCommits } from "./commit.ts";
import { previewStacks } from "./preview-stacks.ts";
import { longestSide, parseSide } from "./saved-side.ts";

export interface ReadSideOptions {
  /** Names of the stacks to read; those that the side does not have are left out. @default all that it has */
  stacks?: readonly string[];
}

/**
 * Reads one side of a comparison: a commit of the repository, a folder with a `Pulumi.yaml`, or a file that `modelkeep preview --save` wrote.
 *
 * A name that git knows is a commit, whatever files there are: a change could bring a file of the name of the branch that it is compared with.
 * A name that begins with `.` or `/` is a path.
 * @param root folder of the project
 * @throws PreviewError where the name stands for nothing of these, or it cannot be read; a stack whose program fails is no error
 */
export async function readSide(root: string, name: string, options: ReadSideOptions = {}): Promise<Side> {
  return (await findSide(root, name))(options);
}

/**
 * Reads both sides of a comparison at the same time: the program of one runs while the commit of the other is checked out.
 * @throws PreviewError as {@link readSide} does, for the base where both have one, and before anything is read where a name stands for nothing
 */
export async function readSides(root: string, base: string, head: string, options: ReadSideOptions = {}): Promise<[Side, Side]> {
  const found = [await findSide(root, base), await findSide(root, head)] as const;
  const reading = [found[0](options), found[1](options)] as const;
  // One that fails is told when the other has removed what it checked out.
  await Promise.allSettled(reading);
  return Promise.all(reading);
}

type ReadFound = (options: ReadSideOptions) => Promise<Side>;

async function findSide(root: string, name: string): Promise<ReadFound> {
  const isPath = name.startsWith(".") || isAbsolute(name);
  const commit = isPath ? undefined : await commitOf(root, name);
  if (commit !== undefined)
    return async ({ stacks }) => ({ name, commit, stacks: await atCommit(root, commit, (project) => previewStacks(project, stacks)) });
  const path = resolve(root, name);
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) {
    if (!(await stat(join(path, "Pulumi.yaml")).catch(() => undefined)))
      throw new PreviewError([`there is no Pulumi.yaml in the folder ${name}`]);
    return async ({ stacks }) => ({ name, stacks: await previewStacks(path, stacks) });
  }
  if (!found?.isFile()) throw new PreviewError([await unknown(root, name, isPath)]);
  if (found.size > longestSide) throw new PreviewError([`${name} is ${found.size} bytes; a saved preview has at most ${longestSide}`]);
  return async ({ stacks }) => {
    const side = parseSide(await readFile(path, "utf8"), name);
    return { ...side, name, stacks: new Map([...side.stacks].filter(([stack]) => stacks?.includes(stack) ?? true)) };
  };
}

async function unknown(root: string, name: string, isPath: boolean): Promise<string> {
  const why = isPath ? undefined : await noCommits(root);
  if (why !== undefined)
    return `${name} is no folder or file, and cannot be a commit: ${why}; accepted here are a folder with a Pulumi.yaml, or a file that \`modelkeep preview --save\` wrote`;
  return `${name} is ${isPath ? "no" : "neither a commit of this repository nor a"} folder or file; accepted are a branch, tag or commit, a folder with a Pulumi.yaml, or a file that \`modelkeep preview --save\` wrote`;
}
