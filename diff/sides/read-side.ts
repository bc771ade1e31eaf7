import { readFile, stat } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { PreviewError } from "../../engine/preview.ts";
import type { Side } from "../model.ts";
import { atCommit, atSettingsOf, commitOf, haveSameFiles, noCommits } from "./commit.ts";
import { previewStacks, stacksBySettings } from "./preview-stacks.ts";
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
  return (await findSide(root, name)).read(options);
}

/**
 * Reads both sides of a comparison at the same time: the program of one runs while the commit of the other is checked out.
 *
 * Of two commits that hold the same files no program runs, and their previews are empty: whatever a program makes of its files, packages and
 * settings, of the day and of its surroundings, it makes on both sides. What it made of git itself, such as the name of its commit, is no
 * change of the keep. Other sides are previewed each: a working tree has files that no commit has.
 * @throws PreviewError as {@link readSide} does, for the base where both have one, and before anything is read where a name stands for nothing
 */
export async function readSides(root: string, base: string, head: string, options: ReadSideOptions = {}): Promise<[Side, Side]> {
  const found = [await findSide(root, base), await findSide(root, head)] as const;
  const [one, other] = found.map(({ commit }) => commit);
  if (one !== undefined && other !== undefined && (await haveSameFiles(root, one, other))) {
    const stacks = await atSettingsOf(root, other, (project) => stacksBySettings(project, options.stacks));
    return [
      { name: base, commit: one, stacks },
      { name: head, commit: other, stacks },
    ];
  }
  const reading = [found[0].read(options), found[1].read(options)] as const;
  // One that fails is told when the other has removed what it checked out.
  await Promise.allSettled(reading);
  return Promise.all(reading);
}

/** What a name stands for. */
interface FoundSide {
  commit?: string;
  read: (options: ReadSideOptions) => Promise<Side>;
}

async function findSide(root: string, name: string): Promise<FoundSide> {
  const isPath = name.startsWith(".") || isAbsolute(name);
  const commit = isPath ? undefined : await commitOf(root, name);
  if (commit !== undefined) {
    const read = (stacks?: readonly string[]) => atCommit(root, commit, (project) => previewStacks(project, stacks));
    return { commit, read: async ({ stacks }) => ({ name, commit, stacks: await read(stacks) }) };
  }
  const path = resolve(root, name);
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) {
    if (!(await stat(join(path, "Pulumi.yaml")).catch(() => undefined)))
      throw new PreviewError([`there is no Pulumi.yaml in the folder ${name}`]);
    return { read: async ({ stacks }) => ({ name, stacks: await previewStacks(path, stacks) }) };
  }
  if (!found?.isFile()) throw new PreviewError([await unknown(root, name, isPath)]);
  if (found.size > longestSide) throw new PreviewError([`${name} is ${found.size} bytes; a saved preview has at most ${longestSide}`]);
  return {
    read: async ({ stacks }) => {
      const side = parseSide(await readFile(path, "utf8"), name);
      return { ...side, name, stacks: new Map([...side.stacks].filter(([stack]) => stacks?.includes(stack) ?? true)) };
    },
  };
}

async function unknown(root: string, name: string, isPath: boolean): Promise<string> {
  const why = isPath ? undefined : await noCommits(root);
  if (why !== undefined)
    return `${name} is no folder or file, and cannot be a commit: ${why}; accepted here are a folder with a Pulumi.yaml, or a file that \`modelkeep preview --save\` wrote`;
  return `${name} is ${isPath ? "no" : "neither a commit of this repository nor a"} folder or file; accepted are a branch, tag or commit, a folder with a Pulumi.yaml, or a file that \`modelkeep preview --save\` wrote`;
}
