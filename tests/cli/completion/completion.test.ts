import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { bashCompletion } from "../../../cli/completion/bash.ts";
import { described } from "../../../cli/completion/described.ts";
import { fishCompletion } from "../../../cli/completion/fish.ts";
import { zshCompletion } from "../../../cli/completion/zsh.ts";
import { modelkeep } from "../../../cli/program.ts";
import { limits } from "../../support/limits.ts";

const commands = described(modelkeep());
const folder = mkdtempSync(join(tmpdir(), "modelkeep-completion-"));
for (const stack of ["demo", "on-prem"]) writeFileSync(join(folder, `Pulumi.${stack}.yaml`), "");
writeFileSync(join(folder, "Pulumi.yaml"), "");
writeFileSync(join(folder, "prices.json"), "{}");
const script = join(folder, "completion.bash");
writeFileSync(script, bashCompletion(commands));

/** What bash offers after a line, whose last word is the one that is being written. */
function offered(line: string): string[] {
  const words = line.split(" ");
  const program = `. ${script}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}
_modelkeep; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-u", "-c", program], { cwd: folder, encoding: "utf8", timeout: limits.wait });
  expect(stderr).toBe("");
  return stdout.split("\n").filter((word) => word !== "");
}

describe("in bash", () => {
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
    ["the values of an argument", "modelkeep completion ", ["-h", "--help", "bash", "zsh", "fish"]],
    ["a file", "modelkeep plan --prices pri", ["prices.json"]],
    ["nothing where anything may stand", "modelkeep plan --context ", []],
    ["a stack that is called like a verb is none", "modelkeep preview --stack diff --sho", ["--show-inputs"]],
  ])("%s", (_, line, words) => {
    expect(offered(line).sort()).toEqual([...words].sort());
  });

  it("every verb that the program has", () => {
    const verbs = modelkeep().commands.map((command) => command.name());
    expect(offered("modelkeep ")).toEqual(expect.arrayContaining(verbs));
  });
});

test.each([
  ["bash", bashCompletion],
  ["zsh", zshCompletion],
  ["fish", fishCompletion],
])("the script for %s names each verb and each of its options", (_, script) => {
  const text = script(commands);
  for (const { path, options } of commands) {
    expect(text).toContain(`/${path.join("/")}`);
    for (const name of options.flatMap(({ names }) => names)) expect(text).toContain(name.replace(/^-+/, ""));
  }
});

test.each([
  ["bash", ["-n"], bashCompletion],
  ["zsh", ["-n"], zshCompletion],
  ["fish", ["--no-execute"], fishCompletion],
])("%s, where it is installed, can read its script", (shell, flags, written) => {
  const file = join(folder, `completion.${shell}`);
  writeFileSync(file, written(commands));
  const { error, status, stderr } = spawnSync(shell, [...flags, file], { encoding: "utf8", timeout: limits.wait });
  if ((error as NodeJS.ErrnoException | undefined)?.code === "ENOENT") return;
  expect([status, stderr]).toEqual([0, ""]);
});
