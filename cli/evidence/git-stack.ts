import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { PreviewError } from "../../engine/preview.ts";
import { examinedStack, type Source } from "./examined.ts";

const run = promisify(execFile);

/**
 * What a stack was at a commit: its program is checked out beside this one and previewed with the packages that are installed here.
 * @param commit whatever git knows as one
 * @throws PreviewError where git knows no such commit, or the program of that time fails
 */
export async function stackAt(root: string, stack: string, commit: string): Promise<Source> {
  const git = async (...args: string[]) => (await run("git", ["-C", root, ...args])).stdout.trim();
  const [id, prefix] = await Promise.all([
    git("rev-parse", "--verify", "--quiet", `${commit}^{commit}`),
    git("rev-parse", "--show-prefix"),
  ]).catch(() => {
    throw new PreviewError([
      `${commit} is neither a file nor a commit; accepted are evidence.json of \`modelkeep evidence --out\`, or a commit of this repository`,
    ]);
  });
  const folder = await mkdtemp(join(tmpdir(), "modelkeep-evidence-"));
  try {
    await git("worktree", "add", "--detach", "--quiet", folder, id!);
    const project = join(folder, prefix!);
    const packages = join(root, "node_modules");
    if (existsSync(packages) && !existsSync(join(project, "node_modules"))) await symlink(packages, join(project, "node_modules"));
    return await examinedStack(project, stack);
  } finally {
    await git("worktree", "remove", "--force", folder).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
}
