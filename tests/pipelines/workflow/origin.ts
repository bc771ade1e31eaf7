import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { limits } from "../../support/limits.ts";

/** A repository that workflows are run in, with its pull requests as GitHub keeps them: `refs/pull/N/head` and `refs/pull/N/merge`. */
export interface Origin {
  folder: string;
  /** Commit of the default branch. */
  main: string;
  /** Commits a change of `main` by somebody; gives the commit, and the one that merging it would make. */
  change(pull: number, files: Record<string, string>): { head: string; merge: string };
}

const identity = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false"];
const git = (cwd: string, ...args: string[]) =>
  execFileSync("git", [...identity, ...args], { cwd, encoding: "utf8", timeout: limits.wait }).trim();

/** Makes a repository of these files and of copies of folders. */
export function makeOrigin(files: Record<string, string>, copies: Record<string, string> = {}): Origin {
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-origin-"));
  git(folder, "init", "--quiet", "--initial-branch=main");
  git(folder, "config", "uploadpack.allowAnySHA1InWant", "true");
  for (const [path, source] of Object.entries(copies)) cpSync(source, join(folder, path), { recursive: true });
  const commit = (what: string, changed: Record<string, string>) => {
    for (const [path, text] of Object.entries(changed)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    git(folder, "add", "--all", "--force");
    git(folder, "commit", "--quiet", "--message", what);
    return git(folder, "rev-parse", "HEAD");
  };
  const main = commit("the project", files);
  return {
    folder,
    main,
    change: (pull, changed) => {
      git(folder, "checkout", "--quiet", "--detach", main);
      const head = commit("a change", changed);
      const merge = git(folder, "commit-tree", `${head}^{tree}`, "-p", main, "-p", head, "-m", "merge");
      git(folder, "update-ref", `refs/pull/${pull}/head`, head);
      git(folder, "update-ref", `refs/pull/${pull}/merge`, merge);
      git(folder, "checkout", "--quiet", "main");
      return { head, merge };
    },
  };
}

const earlier = new Map<string, string>();

/** What `actions/checkout` does of what the workflows ask it for. What was checked out before is copied. */
export function checkout(origin: Origin, commit: string, inputs: Record<string, unknown>, workspace: string): void {
  const key = JSON.stringify([origin.folder, commit, inputs]);
  const copy = earlier.get(key) ?? mkdtempSync(join(origin.folder, ".git", "checkout-"));
  if (!earlier.has(key)) fetched(origin, commit, inputs, copy);
  earlier.set(key, copy);
  cpSync(copy, workspace, { recursive: true });
}

function fetched(origin: Origin, commit: string, inputs: Record<string, unknown>, workspace: string): void {
  git(workspace, "init", "--quiet");
  if (inputs["sparse-checkout"]) git(workspace, "sparse-checkout", "set", String(inputs["sparse-checkout"]));
  git(workspace, "fetch", "--quiet", `--depth=${inputs["fetch-depth"] ?? 1}`, `file://${origin.folder}`, commit);
  git(workspace, "checkout", "--quiet", "--detach", "FETCH_HEAD");
}
