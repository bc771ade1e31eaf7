import { join } from "node:path";
import { expect, test } from "vitest";
import { findProject, readProject } from "../../../engine/stack/project.ts";
import { fixture, temporaryProject } from "../in-process/temporary-program.ts";

test("a file as main makes its folder the working directory", async () => {
  const root = fixture("configured");
  expect(await readProject(root)).toMatchObject({
    name: "configured",
    root,
    programDirectory: join(root, "program"),
    entryPoint: "index.ts",
  });
});

test.each([
  ["runtime: nodejs", "", "."],
  ["runtime: nodejs, main: .", "", "."],
  ["runtime: { name: nodejs }, main: program", "program", "."],
  ["runtime: nodejs, main: ./program/index.ts", "program", "index.ts"],
])("%s", async (settings, folder, entryPoint) => {
  const root = await temporaryProject({ "Pulumi.yaml": `{ name: p, ${settings} }`, "program/index.ts": "" });
  expect(await readProject(root)).toMatchObject({ programDirectory: join(root, folder), entryPoint });
});

test.each([
  ["{ runtime: nodejs }", /name: a project needs a name/],
  ["{ name: p, runtime: python }", /runtime: "python" cannot be previewed in process, only "nodejs" can/],
  ["{ name: p, runtime: nodejs, main: src/index.ts }", /main: src\/index\.ts does not exist/],
  ["{ name: p, runtime: nodejs, main: ../index.ts }", /main: \.\.\/index\.ts is outside the project/],
])("refuses %s", async (text, expected) => {
  await expect(readProject(await temporaryProject({ "Pulumi.yaml": text }))).rejects.toThrow(expected);
});

test("is found from a folder inside it, and nowhere else", async () => {
  const root = await temporaryProject({ "program/index.ts": "" });
  expect(await findProject(join(root, "program"))).toBe(root);
  await expect(findProject(join(root, ".."))).rejects.toThrow(/^no Pulumi\.yaml in .*, nor in a parent folder$/);
});
