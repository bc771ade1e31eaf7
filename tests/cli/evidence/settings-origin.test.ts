import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { settingsOrigin } from "../../../cli/evidence/settings-origin.ts";

const file = "Pulumi.x.yaml";
let folder: string;
const git = (...command: string[]) =>
  execFileSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@example.com", ...command], { encoding: "utf8" }).trim();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "modelkeep-origin-"));
  writeFileSync(join(folder, file), "config: {}\n");
  writeFileSync(join(folder, "lock.json"), "{}");
});
afterEach(() => rmSync(folder, { recursive: true }));

const commit = () => {
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "one");
  return git("rev-parse", "HEAD");
};

test("outside of git there is no commit", async () => {
  expect(await settingsOrigin(folder, file, [])).toEqual({
    file,
    sha256: createHash("sha256").update("config: {}\n").digest("hex"),
    commit: null,
  });
});

test("settings of a commit are clean until they, or what they name, are another", { tags: ["settings-of-commit"] }, async () => {
  const id = commit();
  const of = async () => (await settingsOrigin(folder, file, ["lock.json"])).commit;
  expect(await of()).toEqual({ id, dirty: false });
  writeFileSync(join(folder, "other.txt"), "x");
  expect(await of()).toEqual({ id, dirty: false });
  writeFileSync(join(folder, "lock.json"), "{ }");
  expect(await of()).toEqual({ id, dirty: true });
});

test("settings that git does not hold are of no commit, ignored or not", async () => {
  const id = commit();
  writeFileSync(join(folder, ".gitignore"), "Pulumi.y.yaml\n");
  writeFileSync(join(folder, "Pulumi.y.yaml"), "config: {}\n");
  expect((await settingsOrigin(folder, "Pulumi.y.yaml", [])).commit).toEqual({ id, dirty: true });
  expect((await settingsOrigin(folder, file, ["nowhere.json"])).commit).toEqual({ id, dirty: true });
});

test("a project in a folder of a repository has its own files compared", async () => {
  mkdirSync(join(folder, "keep"));
  writeFileSync(join(folder, "keep", file), "config: { a: 1 }\n");
  const id = commit();
  expect((await settingsOrigin(join(folder, "keep"), file, [])).commit).toEqual({ id, dirty: false });
});
