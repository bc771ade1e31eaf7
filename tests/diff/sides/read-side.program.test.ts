import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { SidedStack } from "../../../diff/model.ts";
import { readSide, readSides } from "../../../diff/sides/read-side.ts";
import { saveSide } from "../../../diff/sides/saved-side.ts";
import { documented, type EditedFile } from "../../infra/own-catalog/documented.ts";
import { program, repository } from "./repository.ts";

const size = (found: SidedStack | { failed: string[] } | undefined) =>
  found && "preview" in found ? found.preview.resources.find(({ name }) => name === "part")?.inputs["size"] : found;

test("commits, folders and saved previews are sides; none of their programs sees a credential", {
  tags: ["sides-see-no-credential"],
}, async () => {
  vi.stubEnv("GITHUB_TOKEN", "canary");
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const { root, commit } = repository();
  const first = commit({ "index.js": program });
  commit({ "Pulumi.dev.yaml": "config: { small:size: two }\n" });
  const [base, head] = [await readSide(root, first), await readSide(root, ".")];
  expect(base).toMatchObject({ name: first, commit: first });
  expect(head.commit).toBeUndefined();
  expect([base, head].map(({ stacks }) => size(stacks.get("dev")))).toEqual(["one", "two"]);
  for (const { stacks } of [base, head]) expect((stacks.get("dev") as SidedStack).preview.outputs).toEqual({ seen: "none" });
  writeFileSync(join(root, "saved.json"), saveSide(base));
  expect(await readSide(root, "saved.json")).toEqual({ ...base, name: "saved.json" });
  expect((await readSide(root, "saved.json", { stacks: ["other"] })).stacks.size).toBe(0);
});

test("a commit goes before a file of its name, and a path is no commit", { tags: ["commit-before-file-of-its-name"] }, async () => {
  const { root, commit, git } = repository();
  const first = commit({ "index.js": program });
  git("branch", "other");
  writeFileSync(join(root, "other"), saveSide({ name: "forged", stacks: new Map() }));
  expect((await readSide(root, "other", { stacks: [] })).commit).toBe(first);
  expect((await readSide(root, "./other", { stacks: [] })).commit).toBeUndefined();
});

test("a stack that fails is told by its message while others stand, and only those asked for are previewed", async () => {
  const { root, commit } = repository();
  const stacks = { "Pulumi.bad.yaml": "config: {}\n", "Pulumi.more.yaml": "config: { small:size: three }\n" };
  commit({ "index.js": "new (await import('@pulumi/pulumi')).Config().require('size');", ...stacks });
  const side = await readSide(root, "HEAD", { stacks: ["bad", "more", "absent"] });
  expect([...side.stacks.keys()]).toEqual(["bad", "more"]);
  expect(side.stacks.get("bad")).toEqual({ failed: [expect.stringContaining("small:size")] });
  expect(side.stacks.get("more")).toMatchObject({ project: "small", config: { "small:size": "three" } });
});

test("what is no side is refused by what it is", async () => {
  const { root, commit } = repository();
  commit({ "index.js": program });
  mkdirSync(join(root, "empty"));
  writeFileSync(join(root, "text.json"), "no");
  await expect(readSide(root, "nowhere")).rejects.toThrow(
    "nowhere is neither a commit of this repository nor a folder or file; accepted: a branch, tag or commit",
  );
  await expect(readSide(root, "./nowhere")).rejects.toThrow("./nowhere is not a folder or file");
  await expect(readSide(root, "./empty")).rejects.toThrow("there is no Pulumi.yaml in folder ./empty");
  await expect(readSide(root, "text.json")).rejects.toThrow("text.json: it is not JSON");
});

describe("both sides at once", () => {
  const stacks = { stacks: ["dev"] };
  const marking = (file: string) => `await (await import("node:fs/promises")).writeFile(${JSON.stringify(file)}, "");`;

  test("are what each is by itself, and no checkout stays", async () => {
    const { root, commit, git } = repository();
    const first = commit({ "index.js": program });
    const second = commit({ "Pulumi.dev.yaml": "config: { small:size: two }\n" });
    const sides = await readSides(root, first, second, stacks);
    expect(sides.map((side) => [side.commit, size(side.stacks.get("dev"))])).toEqual([
      [first, "one"],
      [second, "two"],
    ]);
    expect(git("worktree", "list").split("\n")).toHaveLength(1);
  });

  test("are not read where one of the names stands for nothing", async () => {
    const { root, commit } = repository();
    const mark = join(root, "ran");
    commit({ "index.js": marking(mark) });
    await expect(readSides(root, "HEAD", "nowhere", stacks)).rejects.toThrow("nowhere is neither a commit");
    // As long as a side takes: one that had been begun would be through by then, or nearly so, and would not fail this where it is late.
    await readSide(root, commit({ "index.js": program }), stacks);
    expect(existsSync(mark)).toBe(false);
  });

  test("end both before one that failed is told", { tags: ["both-sides-end-before-failure"] }, async () => {
    const { root, commit, git } = repository();
    const mark = join(root, "ran");
    const whole = commit({ "index.js": marking(mark) });
    writeFileSync(join(root, "saved.json"), "no");
    await expect(readSides(root, "./saved.json", whole, stacks)).rejects.toThrow("saved.json: it is not JSON");
    expect(existsSync(mark)).toBe(true);
    expect(git("worktree", "list").split("\n")).toHaveLength(1);
  });

  test("of the same files need no program to run, whatever the commits are called", { tags: ["same-files-run-nothing"] }, async () => {
    const { root, commit, git } = repository();
    const mark = join(root, "ran");
    const first = commit({ "index.js": marking(mark) });
    commit({ "Pulumi.dev.yaml": "config: { small:size: two }\n" });
    const again = commit({ "Pulumi.dev.yaml": "config: { small:size: one }\n" });
    const sides = await readSides(root, first, "HEAD", stacks);
    expect(sides.map(({ name, commit }) => [name, commit])).toEqual([
      [first, first],
      ["HEAD", again],
    ]);
    expect(sides.map((side) => [...side.stacks.keys()])).toEqual([["dev"], ["dev"]]);
    expect(sides[0].stacks.get("dev")).toMatchObject({ project: "small", config: { "small:size": "one" } });
    expect(existsSync(mark)).toBe(false);
    expect(git("worktree", "list").split("\n")).toHaveLength(1);
  });

  test("of the same files have what the project adds to the catalog, which is of each commit", async () => {
    const { root, commit } = repository();
    const own = (usdPerHour: number) => documented(({ prices }: EditedFile) => Object.assign(prices.instances[0], { usdPerHour }));
    const first = commit({ "index.js": program, "modelkeep.catalog.json": own(5) });
    commit({ "modelkeep.catalog.json": own(6) });
    const paid = async (base: string, head: string) =>
      (await readSides(root, base, head, stacks)).map((side) => {
        const stack = side.stacks.get("dev");
        return stack && "catalog" in stack ? stack.catalog?.instancePrices[0]?.usdPerHour : stack;
      });
    expect(await paid("HEAD", "HEAD")).toEqual([6, 6]);
    expect(await paid(first, "HEAD")).toEqual([5, 6]);
    commit({ "modelkeep.catalog.json": "[]" });
    expect(await paid(first, "HEAD")).toEqual([5, { failed: [expect.stringContaining("the file: [] is a list; accepted: an object")] }]);
  });

  test("with a stack that cannot be read tell it, though their files are the same", async () => {
    const { root, commit } = repository();
    commit({ "Pulumi.dev.yaml": "environment: [shared]\n" });
    const [base, head] = await readSides(root, "HEAD", "HEAD", stacks);
    expect(base.stacks.get("dev")).toEqual({ failed: [expect.stringContaining("cannot open ESC environments")] });
    expect(head.stacks.get("dev")).toEqual(base.stacks.get("dev"));
  });

  test("are each previewed where one is the working tree, which is more than its commit", async () => {
    const { root, commit } = repository();
    commit({ "index.js": program });
    writeFileSync(join(root, "Pulumi.dev.yaml"), "config: { small:size: three }\n");
    const sides = await readSides(root, "HEAD", ".", stacks);
    expect(sides.map((side) => size(side.stacks.get("dev")))).toEqual(["one", "three"]);
  });
});
