import { execFile } from "node:child_process";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { PreviewError } from "../../engine/preview.ts";
import { bringPackages } from "./packages.ts";

const run = promisify(execFile);

/** No hook of the repository runs: a checkout for a comparison is no event for anybody. */
const git = async (root: string, ...args: string[]) =>
  (await run("git", ["-C", root, "-c", "core.hooksPath=/dev/null", ...args], { maxBuffer: 2 ** 26 })).stdout.trim();

/**
 * The commit that a name stands for: a branch, a tag, a hash, whatever git knows as one. Undefined where it knows none, or there is no git
 * repository.
 */
export async function commitOf(root: string, name: string): Promise<string | undefined> {
  return git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`).catch(() => undefined);
}

/** Whether two commits, as {@link commitOf} returned them, hold the same files throughout. */
export async function haveSameFiles(root: string, one: string, other: string): Promise<boolean> {
  const [tree, otherTree] = await Promise.all([one, other].map((commit) => git(root, "rev-parse", "--verify", `${commit}^{tree}`)));
  return tree === otherTree;
}

/** Why nothing can be a commit here, in one sentence: there is no git, or no repository; undefined where both are there. */
export async function noCommits(root: string): Promise<string | undefined> {
  try {
    await git(root, "rev-parse", "--git-dir");
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? "git is not on PATH" : `${root} lies in no git repository`;
  }
}

/**
 * Checks a commit out beside the working tree, with the packages that it is locked to, and lets `act` work there; the checkout is gone after.
 * @param root folder of the project in the working tree
 * @param commit as {@link commitOf} returned it
 * @param act is given the folder of the same project in the checkout
 * @throws PreviewError where git cannot check it out, or its packages cannot be installed
 */
export async function atCommit<Found>(root: string, commit: string, act: (project: string) => Promise<Found>): Promise<Found> {
  return besideWorkingTree(root, async ({ folder, project, top }) => {
    await git(root, "worktree", "add", "--detach", "--quiet", folder, commit).catch(notCheckedOut(commit));
    await bringPackages({ checkout: folder, project, installed: top });
    return await act(project);
  });
}

/** Files of projects and stacks: what a stack is, but for its program. */
const settingsFile = /(^|\/)(Pulumi[^/]*\.yaml|modelkeep\.catalog\.json)$/;

/** As {@link atCommit}, with the files of projects and stacks alone, where no program of the commit runs. */
export async function atSettingsOf<Found>(root: string, commit: string, act: (project: string) => Promise<Found>): Promise<Found> {
  return besideWorkingTree(root, async ({ folder, project }) => {
    await git(root, "worktree", "add", "--detach", "--quiet", "--no-checkout", folder, commit).catch(notCheckedOut(commit));
    const tracked = await git(folder, "ls-tree", "-r", "-z", "--full-tree", "--name-only", commit).catch(notCheckedOut(commit));
    const files = tracked.split("\0").filter((path) => settingsFile.test(path));
    if (files.length > 0)
      await git(folder, "checkout", "--quiet", commit, "--", ...files.map((path) => `:(top,literal)${path}`)).catch(notCheckedOut(commit));
    return await act(project);
  });
}

const notCheckedOut = (commit: string) => (error: { stderr?: string }) => {
  throw new PreviewError([`git cannot check out ${commit}: ${error.stderr?.trim() ?? error}`]);
};

/** Folder of a checkout, of the project in it, and the top of the working tree beside which it is. */
interface Checkout {
  folder: string;
  project: string;
  top: string;
}

/** Lets `act` check something out into a folder that is gone after. */
async function besideWorkingTree<Found>(root: string, act: (checkout: Checkout) => Promise<Found>): Promise<Found> {
  // The real path, because Node.js names the files that it loads by theirs.
  const folder = await realpath(await mkdtemp(join(tmpdir(), "modelkeep-commit-")));
  const top = await git(root, "rev-parse", "--show-toplevel");
  const prefix = await git(root, "rev-parse", "--show-prefix");
  try {
    return await act({ folder, project: resolve(folder, prefix), top });
  } finally {
    await git(root, "worktree", "remove", "--force", folder).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
}
