import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeOver } from "../../../cli/upgrade/take-over.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "modelkeep-take-over-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A project whose files and packages all say one version. */
function project(name: string, version: string): string {
  const root = join(folder, name);
  mkdirSync(join(root, "node_modules"), { recursive: true });
  for (const file of ["package.json", "package-lock.json", "node_modules/kit"]) writeFileSync(join(root, file), version);
  return root;
}
const said = (root: string) =>
  ["package.json", "package-lock.json", "node_modules/kit"].map((file) => readFileSync(join(root, file), "utf8"));

test("the project has the versions and the packages of the copy, and nothing of its own before", async () => {
  const [root, copy] = [project("keep", "1"), project(".keep-copy", "2")];
  await takeOver(copy, root);
  expect(said(root)).toEqual(["2", "2", "2"]);
  expect(readdirSync(root).sort()).toEqual(["node_modules", "package-lock.json", "package.json"]);
});

test("a project without packages gets those of the copy", async () => {
  const [root, copy] = [project("keep", "1"), project(".keep-copy", "2")];
  rmSync(join(root, "node_modules"), { recursive: true });
  await takeOver(copy, root);
  expect(said(root)).toEqual(["2", "2", "2"]);
});

test.each(["node_modules", "package-lock.json"])("the project is as it was where the copy lacks %s", async (missing) => {
  const [root, copy] = [project("keep", "1"), project(".keep-copy", "2")];
  rmSync(join(copy, missing), { recursive: true });
  await expect(takeOver(copy, root)).rejects.toThrow("ENOENT");
  expect(said(root)).toEqual(["1", "1", "1"]);
});
