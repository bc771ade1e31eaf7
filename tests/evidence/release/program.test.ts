import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { manifestFile, manifestIn, releaseManifest } from "../../../evidence/release/manifest.ts";
import { kitFolder, programState } from "../../../evidence/release/program.ts";
import { besides, decisive, programFiles } from "../../../evidence/release/program-files.ts";

const folder = mkdtempSync(join(tmpdir(), "modelkeep-kit-"));
const put = (path: string, text: string) => {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const state = () => programState(folder, manifestIn, folder);

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  put("package.json", '{"version":"3.2.1"}');
  put("charts/door.ts", "door");
  put("charts/loader/loader.py", "loader");
  put("policies/rule.ts", "rule");
  put(manifestFile, releaseManifest(folder));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a folder that is as its release has it is unmodified", () => {
  expect(state()).toEqual({ state: "unmodified", version: "3.2.1", digest: expect.stringMatching(/^[0-9a-f]{64}$/), differing: [] });
});

describe("what differs is named", { tags: ["modified-file-named"] }, () => {
  test.each([
    ["a changed file", () => put("charts/door.ts", "door "), { path: "charts/door.ts", how: "changed" }],
    ["a script", () => put("charts/loader/loader.py", "curl"), { path: "charts/loader/loader.py", how: "changed" }],
    ["a file more", () => put("infra/more.ts", ""), { path: "infra/more.ts", how: "added" }],
    ["a file less", () => rmSync(join(folder, "policies/rule.ts")), { path: "policies/rule.ts", how: "missing" }],
    ["the packages", () => put("package-lock.json", "{}"), { path: "package-lock.json", how: "added" }],
  ])("%s", (_what, change, differing) => {
    change();
    expect(state()).toMatchObject({ state: "modified", version: "3.2.1", differing: [differing] });
  });
});

test("words, tests and installed packages are none of it", () => {
  for (const path of [
    "README.md",
    "charts/README.md",
    "tests/a.test.ts",
    "policies/node_modules/x/index.js",
    "charts/loader/__pycache__/x.pyc",
  ])
    put(path, "x");
  expect(state().state).toBe("unmodified");
});

test("a new version of package.json is a modification, not another release", () => {
  put("package.json", '{"version":"9.9.9"}');
  expect(state()).toMatchObject({ state: "modified", version: "3.2.1", differing: [{ path: "package.json", how: "changed" }] });
});

test("the manifest itself cannot be edited unseen: its digest is another", { tags: ["manifest-has-digest"] }, () => {
  const { digest } = state();
  put("charts/door.ts", "another");
  put(manifestFile, releaseManifest(folder));
  expect(state()).toMatchObject({ state: "unmodified" });
  expect(state().digest).not.toBe(digest);
});

test.each([
  ["no manifest", () => rmSync(join(folder, manifestFile))],
  ["one that is no JSON", () => put(manifestFile, "{")],
  ["one of another schema", () => put(manifestFile, '{"schema":"x","version":"1","files":{}}')],
])("with %s there is no release", { tags: ["no-manifest-no-release"] }, (_what, change) => {
  change();
  expect(state()).toEqual({ state: "no release", version: "3.2.1", digest: null, differing: [] });
});

test("a program elsewhere is compared with the release of the kit, not with what it says of itself", {
  tags: ["program-cannot-vouch"],
}, () => {
  const other = mkdtempSync(join(tmpdir(), "modelkeep-program-"));
  cpSync(folder, other, { recursive: true });
  writeFileSync(join(other, "charts/door.ts"), "open");
  writeFileSync(join(other, manifestFile), releaseManifest(other));
  expect(programState(other, manifestIn, folder)).toMatchObject({
    state: "modified",
    differing: [{ path: "charts/door.ts", how: "changed" }],
  });
  rmSync(other, { recursive: true });
});

describe("this repository", () => {
  test("has every folder either in the release or named as none of it", () => {
    const folders = readdirSync(kitFolder, { withFileTypes: true }).filter(
      (one) => one.isDirectory() && !/^(\.|node_modules$)/.test(one.name),
    );
    const tops = new Set([...decisive, ...besides].map((path) => path.split("/")[0]));
    expect(folders.map(({ name }) => name).filter((name) => !tops.has(name))).toEqual([]);
  });

  test("has a manifest of a version, of files of such folders alone; those that have changed since are named", () => {
    const release = manifestIn(kitFolder)!;
    expect(release.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(Object.keys(release.files).length).toBeGreaterThan(500);
    for (const path of Object.keys(release.files)) expect(decisive.some((top) => path === top || path.startsWith(`${top}/`))).toBe(true);
    const files = programFiles(kitFolder);
    const changed = Object.keys({ ...release.files, ...files }).filter((path) => release.files[path] !== files[path]);
    expect(programState(kitFolder).differing.map(({ path }) => path)).toEqual(changed.sort());
    expect(files["charts/keep.ts"]).toBeDefined();
    expect(readFileSync(join(kitFolder, manifestFile), "utf8")).toMatch(/\n$/);
  });
});
