import { expect, onTestFinished, test, vi } from "vitest";
import { stackAt } from "../../../cli/evidence/git-stack.ts";
import { program, repository } from "../../diff/sides/repository.ts";

test("a stack is read as it was at a commit, by a program that sees no credential", async () => {
  vi.stubEnv("GITHUB_TOKEN", "canary");
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const { root, commit } = repository();
  const first = commit({ "index.js": program });
  commit({ "index.js": "throw new Error('a later program');" });
  const source = await stackAt(root, "dev", first);
  expect(source).toMatchObject({ project: "small", stack: "dev", outputs: { seen: "none" } });
});

test("a name that git does not know is refused", async () => {
  const { root, commit } = repository();
  commit({ "index.js": program });
  await expect(stackAt(root, "dev", "nowhere")).rejects.toThrow("nowhere is neither a file nor a commit");
});
