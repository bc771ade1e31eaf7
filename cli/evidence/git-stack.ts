import { atCommit, commitOf } from "../../diff/sides/commit.ts";
import { bareEnvironment } from "../../engine/in-process/bare-environment.ts";
import { PreviewError } from "../../engine/preview.ts";
import { examinedStack, type Source } from "./examined.ts";

/**
 * A stack as it was at a commit: its program is checked out next to this one and previewed with the packages in its lock file. The commit
 * may not have been reviewed, so its program gets no environment variable that could hold a credential.
 * @param name any name that git resolves to a commit
 * @throws PreviewError where git does not know the commit, or its program fails
 */
export async function stackAt(root: string, stack: string, name: string): Promise<Source> {
  const commit = await commitOf(root, name);
  if (commit === undefined)
    throw new PreviewError([
      `${name} is neither a file nor a commit; accepted: an evidence.json written by \`modelkeep evidence --out\`, or a commit of this repository`,
    ]);
  return atCommit(root, commit, (project) => examinedStack(project, stack, { inherited: bareEnvironment(process.env), rendered: false }));
}
