import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { atCommit, commitOf } from "../../../diff/sides/commit.ts";
import { repository } from "./repository.ts";

test("a branch, a tag, a hash and HEAD are commits; a file, an option and nothing are none", async () => {
  const { root, commit, git } = repository();
  const first = commit({ "a.txt": "one" });
  git("tag", "v1");
  const second = commit({ "a.txt": "two" });
  for (const name of ["main", "HEAD", second, second.slice(0, 10)]) expect(await commitOf(root, name)).toBe(second);
  for (const name of ["v1", "HEAD~1", first]) expect(await commitOf(root, name)).toBe(first);
  for (const name of ["a.txt", "--all", "", "v1..main", "no-such"]) expect(await commitOf(root, name)).toBeUndefined();
});

test("the project of a commit stands beside the working tree while it is needed, in its folder, with its packages, and no longer", async () => {
  const { root, commit, git } = repository("deep/project");
  const first = commit({ "a.txt": "one" });
  commit({ "a.txt": "two" });
  let seen = "";
  const text = await atCommit(root, first, async (project) => {
    seen = project;
    expect(project.endsWith(join("deep", "project"))).toBe(true);
    expect(existsSync(join(project, "../../node_modules/@pulumi/pulumi"))).toBe(true);
    return readFileSync(join(project, "a.txt"), "utf8");
  });
  expect(text).toBe("one");
  expect(readFileSync(join(root, "a.txt"), "utf8")).toBe("two");
  expect(existsSync(seen)).toBe(false);
  expect(git("worktree", "list").split("\n")).toHaveLength(1);
});

test("what fails in it leaves no checkout behind", { tags: ["no-checkout-left-behind"] }, async () => {
  const { root, commit, git } = repository();
  const first = commit({ "a.txt": "one" });
  await expect(
    atCommit(root, first, async () => {
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  expect(git("worktree", "list").split("\n")).toHaveLength(1);
});

test("a checkout runs no hook of the repository", { tags: ["checkout-runs-no-hook"] }, async () => {
  const { root, commit } = repository();
  const first = commit({ "a.txt": "one" });
  const hooks = join(root, ".git", "hooks");
  mkdirSync(hooks, { recursive: true });
  writeFileSync(join(hooks, "post-checkout"), `#!/bin/sh\ntouch ${join(root, "ran")}\n`);
  chmodSync(join(hooks, "post-checkout"), 0o755);
  await atCommit(root, first, async () => undefined);
  expect(existsSync(join(root, "ran"))).toBe(false);
});
