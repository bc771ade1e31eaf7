import { readFile, stat } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { PreviewError } from "../../engine/preview.ts";
import type { Side } from "../model.ts";
import { atCommit, atSettingsOf, commitOf, haveSameFiles, noCommits } from "./commit.ts";
import { previewStacks, stacksBySettings } from "./preview-stacks.ts";
import { longestSide, parseSide } from "./saved-side.ts";

export interface ReadSideOptions {
  /** Names of the stacks to read; missing ones are left out. @default all stacks of the side */
  stacks?: readonly string[];
}

/**
 * Reads one side of a comparison: a commit of the repository, a folder with a `Pulumi.yaml`, or a file that `modelkeep preview --save`
 * wrote.
 *
 * A name that git resolves is a commit, even if a file has the same name: a change could add a file named like the branch to compare with.
 * A name that begins with `.` or `/` is a path.
 * @param root folder of the project
 * @throws PreviewError where the name is none of these, or cannot be read; a stack whose program fails is not an error
 */
export async function readSide(root: string, name: string, options: ReadSideOptions = {}): Promise<Side> {
  return (await findSide(root, name)).read(options);
}

/**
 * Reads both sides of a comparison concurrently: the program of one runs while the commit of the other is checked out.
 *
 * For two commits with the same file tree no program runs, and their previews are empty: files, packages, settings, date and environment
 * are the same on both sides. Differences from git itself, such as the commit hash, are not a change of the keep. All other sides are
 * previewed: a working tree has files that are in no commit.
 * @throws PreviewError as {@link readSide} does, for the base where both fail, and before anything is read where a name cannot be resolved
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
  // A failure is thrown only after the other side has removed its checkout.
  await Promise.allSettled(reading);
  return Promise.all(reading);
}

/** What a name refers to. */
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
      throw new PreviewError([`there is no Pulumi.yaml in folder ${name}`]);
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
    return `${name} is not a folder or file, and cannot be a commit: ${why}; accepted: a folder with a Pulumi.yaml, or a file written by \`modelkeep preview --save\``;
  return `${name} is ${isPath ? "not a" : "neither a commit of this repository nor a"} folder or file; accepted: a branch, tag or commit, a folder with a Pulumi.yaml, or a file written by \`modelkeep preview --save\``;
}
