import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { compileCache, emptyWhenFull } from "../../engine/compile-cache.ts";

/** A folder in which the SDK seems to be installed, or nothing is. */
function folder(installed: boolean): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "modelkeep-cache-")));
  onTestFinished(() => rmSync(root, { recursive: true }));
  if (installed) {
    const sdk = join(root, "node_modules", "@pulumi", "pulumi");
    mkdirSync(sdk, { recursive: true });
    writeFileSync(join(sdk, "package.json"), '{ "name": "@pulumi/pulumi" }');
  }
  return root;
}

/** What a process says that keeps its compiled code where a program in `root` would. */
function started(root: string): { out: string; err: string } {
  const module = JSON.stringify(resolve("engine/compile-cache.ts"));
  const code = `
    import { enableCompileCache } from "node:module";
    const { compileCache } = await import(${module});
    enableCompileCache(compileCache(${JSON.stringify(join(root, "main.ts"))}));
    const { UNKNOWN } = await import(${JSON.stringify(resolve("engine/preview.ts"))});
    console.log(typeof UNKNOWN);`;
  const env = { PATH: process.env["PATH"] };
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", code], { env, encoding: "utf8" });
  return { out: stdout.trim(), err: stderr };
}

describe("what Node.js compiles is kept", () => {
  test("beside the packages, where the SDK is installed", () => {
    const root = folder(true);
    expect(compileCache(join(root, "cli", "main.ts"))).toBe(join(root, "node_modules", ".cache", "modelkeep-compile"));
    expect(started(root)).toEqual({ out: "string", err: "" });
    expect(readdirSync(join(root, "node_modules", ".cache", "modelkeep-compile"))).not.toEqual([]);
  });

  test("nowhere, where it is not", () => {
    expect(compileCache(join(folder(false), "main.ts"))).toBeUndefined();
  });

  test("nowhere, and nothing is said, where the folder cannot be written", () => {
    const root = folder(true);
    writeFileSync(join(root, "node_modules", ".cache"), "a file where a folder would be");
    expect(started(root)).toEqual({ out: "string", err: "" });
  });

  test("until there is too much of it", () => {
    const cache = join(folder(false), "cache");
    emptyWhenFull(cache, 3);
    mkdirSync(join(cache, "v24"), { recursive: true });
    for (const name of ["a", "b", "c"]) writeFileSync(join(cache, "v24", name), "");
    emptyWhenFull(cache, 3);
    expect(readdirSync(join(cache, "v24"))).toEqual(["a", "b", "c"]);
    writeFileSync(join(cache, "v24", "d"), "");
    emptyWhenFull(cache, 3);
    expect(existsSync(cache)).toBe(false);
  });
});
