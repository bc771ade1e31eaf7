import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commandFor, leftOutLines } from "../../../dev/suites/closing-lines.ts";

/** The words of a command as a shell reads them. */
const words = (command: string) =>
  execFileSync("sh", ["-c", `printf '%s\\n' ${command}`], { encoding: "utf8" })
    .trimEnd()
    .split("\n");

describe("the command that repeats a test", () => {
  it("names its script, its file, and the test to the letter", () => {
    const name = "a (group) > it's $1 [x] > row 'b'";
    const [npm, run, script, dashes, file, flag, pattern] = words(commandFor("engine", "tests/a.engine.test.ts", name));
    expect([npm, run, script, dashes, file, flag]).toEqual(["npm", "run", "test:engine", "--", "tests/a.engine.test.ts", "-t"]);
    expect(name).toMatch(new RegExp(pattern!));
    expect(name.replace("$1", "$2")).not.toMatch(new RegExp(pattern!));
    expect(`${name}2`).not.toMatch(new RegExp(pattern!));
  });

  it("is there for every project of vitest.config.ts", () => {
    const projects = [...readFileSync("vitest.config.ts", "utf8").matchAll(/ name: "(\w+)"/g)].map(([, name]) => name!);
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(projects.length).toBeGreaterThan(5);
    for (const project of projects) {
      const script = words(commandFor(project, "f", "t"))[2]!;
      expect(scripts[script], project).toContain(`--project ${project}`);
    }
  });
});

it("tests that were left out are counted by their reason, and by having none", () => {
  expect(leftOutLines(["no GPU", undefined, "no GPU"])).toEqual(["2 tests left out: no GPU", "1 test left out: without a reason"]);
  expect(leftOutLines([])).toEqual([]);
});
