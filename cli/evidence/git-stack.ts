import { atCommit, commitOf } from "../../diff/sides/commit.ts";
import { bareEnvironment } from "../../engine/in-process/bare-environment.ts";
import { PreviewError } from "../../engine/preview.ts";
import { examinedStack, type Source } from "./examined.ts";

/**
 * What a stack was at a commit: its program is checked out beside this one and previewed with the packages that it is locked to. Since nobody
 * may have reviewed it, it sees no variable that could be a credential.
 * @param name whatever git knows as a commit
 * @throws PreviewError where git knows no such commit, or the program of that time fails
 */
export async function stackAt(root: string, stack: string, name: string): Promise<Source> {
  const commit = await commitOf(root, name);
  if (commit === undefined)
    throw new PreviewError([
      `${name} is neither a file nor a commit; accepted are evidence.json of \`modelkeep evidence --out\`, or a commit of this repository`,
    ]);
  return atCommit(root, commit, (project) => examinedStack(project, stack, { inherited: bareEnvironment(process.env), rendered: false }));
}
