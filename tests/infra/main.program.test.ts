import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it, test } from "vitest";
import { parse } from "yaml";
import { limits } from "../support/limits.ts";

const root = resolve(import.meta.dirname, "../..");
const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { engines: { node: string } };
const oldest = engines.node.replace(/^>=/, "");

/** Imports the program's entry as if this Node.js had another version. */
function started(version: string) {
  const versions = JSON.stringify({ ...process.versions, node: version });
  const pretend = `Object.defineProperties(process, { version: { value: "v${version}" }, versions: { value: ${versions} } });`;
  const entry = `${pretend} import(${JSON.stringify(join(root, "infra/main.mjs"))}).catch((error) => console.log(error.name + ": " + error.message))`;
  return spawnSync(process.execPath, ["-e", entry], { encoding: "utf8", timeout: limits.wait, cwd: root });
}

describe("the program's entry", () => {
  it.each(["20.20.2", "22.17.9", "18.0.0"])("says in one line what it needs, on Node.js %s", (version) => {
    const { stdout, stderr } = started(version);
    expect(stderr).toBe("");
    expect(stdout).toBe(
      `Error: this program needs Node.js ${oldest} or newer, and the node on PATH is v${version}: put a newer one first on PATH; nothing was created\n`,
    );
  });

  it.each([`${oldest}.0`])("goes on with the program, on Node.js %s", (version) => {
    // Without settings the program stops at its own first question.
    expect(started(version).stdout).toMatch(/has no modelkeep:keep/);
  });

  it("is what Pulumi starts", () => {
    expect(parse(readFileSync(join(root, "Pulumi.yaml"), "utf8")).main).toBe("infra/main.mjs");
  });
});

test.each(["README.md", "docs/deploy.md", "docs/runner.md", "docs/decisions/0001-typescript-by-type-stripping.md", "policies/README.md"])(
  "%s names the oldest Node.js that package.json names, and no other",
  (file) => {
    const named = [...readFileSync(join(root, file), "utf8").matchAll(/Node\.js (?:>= )?(\d+\.\d+|\d+)(?= or newer| strips|;|,)/g)].map(
      ([, found]) => found,
    );
    expect(new Set(named)).toEqual(new Set([oldest]));
  },
);
