import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { engineEnvironment } from "../../../engine/pulumi/engine.ts";
import { EngineError, findEngine, findEngines } from "../../../engine/pulumi/find.ts";

let root: string;
let env: NodeJS.ProcessEnv;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "find-"));
  env = { PATH: "", PULUMI_HOME: join(root, "user-home") };
});
afterEach(() => rmSync(root, { recursive: true }));

function program(...path: string[]): string {
  const file = join(root, ...path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "#!/bin/sh\necho v3.1.2\n");
  chmodSync(file, 0o755);
  return file;
}

/** A whole engine, as dev/engine/build leaves it. */
function engineFolder(name: string): string {
  program(name, "bin", "pulumi");
  program(name, "bin", "pulumi-language-nodejs");
  mkdirSync(join(root, name, "home", "plugins"), { recursive: true });
  return join(root, name);
}

function npmPackage(): void {
  mkdirSync(join(root, "node_modules", "pulumi"), { recursive: true });
  writeFileSync(join(root, "node_modules", "pulumi", "package.json"), JSON.stringify({ name: "pulumi", version: "3.265.0" }));
}

const find = () => findEngine({ root, env });

test("engines are taken in order: MODELKEEP_ENGINE, built, PATH, npm", async () => {
  npmPackage();
  program("user-home", "versions", "3.265.0", "bin", "pulumi");
  expect((await find()).source).toBe("npm");
  env["PATH"] = dirname(program("usr", "bin", "pulumi"));
  expect(await find()).toMatchObject({ source: "PATH", cli: join(root, "usr/bin/pulumi"), home: join(root, "user-home"), complete: false });
  engineFolder(".engine");
  expect(await find()).toMatchObject({ source: "built", home: join(root, ".engine/home"), complete: true });
  env["MODELKEEP_ENGINE"] = engineFolder("elsewhere");
  expect(await find()).toMatchObject({ source: "MODELKEEP_ENGINE", cli: join(root, "elsewhere/bin/pulumi") });
  expect((await findEngines({ root, env })).map(({ source }) => source)).toEqual(["MODELKEEP_ENGINE", "built", "PATH", "npm"]);
});

test("without any engine every place is named, and what to do", async () => {
  const error = await find().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(EngineError);
  for (const text of [
    "MODELKEEP_ENGINE: not set",
    ".engine/ has no build",
    "no pulumi on PATH",
    "npm package pulumi is not installed",
    "engine build",
  ])
    expect(String(error)).toContain(text);
});

describe("MODELKEEP_ENGINE that is no engine is an error, even when another engine is there", () => {
  const broken: [string, (folder: string) => void, string][] = [
    ["no folder", (folder) => rmSync(folder, { recursive: true }), "no such folder"],
    ["no CLI", (folder) => rmSync(join(folder, "bin/pulumi")), "bin/pulumi is missing or cannot be run"],
    ["a CLI that cannot be run", (folder) => chmodSync(join(folder, "bin/pulumi"), 0o644), "bin/pulumi is missing or cannot be run"],
    ["no language host", (folder) => rmSync(join(folder, "bin/pulumi-language-nodejs")), "bin/pulumi-language-nodejs is missing"],
    ["no plugins", (folder) => rmSync(join(folder, "home"), { recursive: true }), "home/plugins/ is missing"],
  ];
  test.each(broken)("%s", async (_what, harm, message) => {
    engineFolder(".engine");
    const folder = engineFolder("given");
    harm(folder);
    env["MODELKEEP_ENGINE"] = folder;
    await expect(find()).rejects.toThrow(`MODELKEEP_ENGINE=${folder}: ${message}`);
  });
});

test("npm's own launcher on PATH is not taken for an installed CLI, and downloads nothing", async () => {
  npmPackage();
  env["PATH"] = dirname(program("node_modules", ".bin", "pulumi"));
  await expect(find()).rejects.toThrow("npm package pulumi 3.265.0 has not downloaded its CLI yet");
});

test("a half-built engine is passed over with what it lacks", async () => {
  program(".engine", "bin", "etcd");
  await expect(find()).rejects.toThrow(".engine/: bin/pulumi is missing");
});

test("an engine runs with its own programs first, its own plugins, and downloads none where it has all", async () => {
  env["MODELKEEP_ENGINE"] = engineFolder("given");
  const own = engineEnvironment(await find(), { PATH: "/usr/bin", KEPT: "yes" });
  expect(own).toEqual({
    KEPT: "yes",
    PATH: `${join(root, "given/bin")}${delimiter}/usr/bin`,
    PULUMI_HOME: join(root, "given/home"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  });
  const onPath = engineEnvironment({ source: "PATH", cli: "/opt/pulumi", home: "/h", complete: false }, {});
  expect(onPath).not.toHaveProperty("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION");
});
