import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { kitFolder } from "../../../evidence/release/program.ts";
import { programText, projectProgram, usesPackage } from "../../../evidence/release/project-program.ts";

let root: string;
const put = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const project = (entryPoint = "index.js") => ({ name: "modelkeep", root, programDirectory: root, entryPoint, config: {} });

/** A project that uses the kit that runs, as npm installs it. */
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "modelkeep-project-")));
  put("package.json", '{"dependencies":{"modelkeep":"0.1.0"}}');
  put("index.js", programText);
  mkdirSync(join(root, "node_modules"));
  symlinkSync(kitFolder, join(root, "node_modules/modelkeep"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("the two lines around the kit that judges are no other program", () => {
  expect(projectProgram(project())).toBeUndefined();
  expect(projectProgram(project("."))).toBeUndefined();
});

test("a program of one's own around it is told", { tags: ["own-program-told"] }, () => {
  put("index.js", `${programText}console.log("more");\n`);
  expect(projectProgram(project())).toMatchObject({
    state: "modified",
    differing: expect.arrayContaining([{ path: "index.js", how: "changed" }]),
  });
  rmSync(join(root, "index.js"));
  expect(projectProgram(project())?.differing[0]).toEqual({ path: "index.js", how: "changed" });
});

test("another copy of the kit is compared file by file, with the kit that judges", { tags: ["installed-kit-compared"] }, () => {
  rmSync(join(root, "node_modules/modelkeep"));
  put("node_modules/modelkeep/package.json", '{"name":"modelkeep","version":"9.9.9"}');
  put("node_modules/modelkeep/charts/keep.ts", "export {};");
  const { state, differing } = projectProgram(project())!;
  expect(state).toBe("modified");
  expect(differing).toContainEqual({ path: "charts/keep.ts", how: "changed" });
  expect(differing).toContainEqual({ path: "charts/names.ts", how: "missing" });
});

test("a folder that does not use the package is a clone, and compared itself", () => {
  put("package.json", '{"dependencies":{}}');
  put("charts/keep.ts", "export {};");
  expect([usesPackage(root), usesPackage(kitFolder)]).toEqual([false, false]);
  expect(projectProgram(project())!.differing).toContainEqual({ path: "charts/keep.ts", how: "changed" });
});

test("the clone that judges is no other program", () => {
  expect(projectProgram({ ...project("main.mjs"), root: kitFolder, programDirectory: join(kitFolder, "infra") })).toBeUndefined();
});
