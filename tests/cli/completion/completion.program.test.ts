import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it, test } from "vitest";
import { described } from "../../../cli/completion/described.ts";
import { modelkeep } from "../../../cli/program.ts";
import { limits } from "../../support/limits.ts";
import { isThere, offered, shells } from "./shells.ts";

const commands = described(modelkeep());
const folder = mkdtempSync(join(tmpdir(), "modelkeep-completion-"));
afterAll(() => rmSync(folder, { recursive: true }));
for (const stack of ["demo", "on-prem"]) writeFileSync(join(folder, `Pulumi.${stack}.yaml`), "");
writeFileSync(join(folder, "Pulumi.yaml"), "");
writeFileSync(join(folder, "prices.json"), "{}");

const names = Object.keys(shells) as (keyof typeof shells)[];
const fileOf = (shell: string) => join(folder, `completion.${shell}`);
for (const shell of names) writeFileSync(fileOf(shell), shells[shell].script(commands));

describe.each(names)("in %s", (shell) => {
  beforeEach((context) => {
    if (!isThere(shell)) context.skip(`there is no ${shell} on this machine`);
  });
  const completed = (line: string) => offered(shell, { script: fileOf(shell), folder }, line).sort();

  it("can be read", () => {
    const { status, stderr } = spawnSync(shell, [...shells[shell].reads, fileOf(shell)], { encoding: "utf8", timeout: limits.wait });
    expect([status, stderr]).toEqual([0, ""]);
  });

  it.each([
    ["a verb", "modelkeep prev", ["preview"]],
    ["a verb below a verb", "modelkeep policies sh", ["show"]],
    ["an option of its verb", "modelkeep preview --sho", ["--show-inputs"]],
    ["no option of another verb", "modelkeep images --show", []],
    ["an option after others", "modelkeep preview --stack demo --out", ["--outputs"]],
    ["the options of a verb below", "modelkeep evidence diff --fail", ["--fail-on"]],
    ["the stacks of the folder", "modelkeep preview --stack ", ["demo", "on-prem"]],
    ["a stack by its short option", "modelkeep connection -s o", ["on-prem"]],
    ["the values of an option", "modelkeep diff --format ter", ["terminal"]],
    ["a stack after an equals sign", "modelkeep preview --stack=o", ["on-prem"]],
    ["all stacks after an equals sign", "modelkeep preview --stack=", ["demo", "on-prem"]],
    ["the values of an argument", "modelkeep completion z", ["zsh"]],
    ["a file", "modelkeep plan --prices pri", ["prices.json"]],
    ["nothing where anything may stand", "modelkeep plan --context ", []],
    ["a stack that is called like a verb is none", "modelkeep preview --stack diff --sho", ["--show-inputs"]],
  ])("%s", (_, line, words) => {
    expect(completed(line)).toEqual([...words].sort());
  });

  it("the stacks of the folder that the project names for them", () => {
    const other = mkdtempSync(join(tmpdir(), "modelkeep-completion-"));
    try {
      mkdirSync(join(other, "live"));
      writeFileSync(join(other, "Pulumi.yaml"), "name: test\nstackConfigDir: live\n");
      writeFileSync(join(other, "live/Pulumi.prod.yaml"), "");
      writeFileSync(join(other, "Pulumi.stray.yaml"), "");
      expect(offered(shell, { script: fileOf(shell), folder: other }, "modelkeep preview --stack ")).toEqual(["prod"]);
    } finally {
      rmSync(other, { recursive: true });
    }
  });

  it("every verb that the program has", () => {
    const verbs = modelkeep().commands.map((command) => command.name());
    expect(completed("modelkeep ")).toEqual(expect.arrayContaining(verbs));
  });
});

test.each(names)("the script for %s names each verb and each of its options", (shell) => {
  const text = shells[shell].script(commands);
  for (const { path, options } of commands) {
    expect(text).toContain(`/${path.join("/")}`);
    for (const name of options.flatMap(({ names }) => names)) expect(text).toContain(name.replace(/^-+/, ""));
  }
});
