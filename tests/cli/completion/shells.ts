import { spawnSync } from "node:child_process";
import { expect } from "vitest";
import { bashCompletion } from "../../../cli/completion/bash.ts";
import type { DescribedCommand } from "../../../cli/completion/described.ts";
import { fishCompletion } from "../../../cli/completion/fish.ts";
import { zshCompletion } from "../../../cli/completion/zsh.ts";
import { limits } from "../../support/limits.ts";

/** A shell that completes in the tests as it does at a prompt. */
export interface Shell {
  script(commands: readonly DescribedCommand[]): string;
  /** Arguments with which it only reads a script. */
  reads: readonly string[];
  /** The program that prints what it offers after a line, a word a line, given the script's file. */
  offers(script: string, line: string): readonly string[];
}

/** A line as bash has it in COMP_WORDS: an equals sign ends a word and is one. */
const wordsOfBash = (line: string) => line.split(" ").flatMap((word) => word.split(/(=)/).filter((part, at) => part !== "" || at === 0));

export const shells: Readonly<Record<"bash" | "zsh" | "fish", Shell>> = {
  bash: {
    script: bashCompletion,
    reads: ["-n"],
    offers: (script, line) => {
      const words = wordsOfBash(line);
      const program = `. ${script}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}
_modelkeep; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return ["bash", "-u", "-c", program];
    },
  },
  zsh: {
    script: zshCompletion,
    reads: ["-n"],
    offers: (script, line) => ["zsh", "-f", `${import.meta.dirname}/offered.zsh`, script, line],
  },
  fish: {
    script: fishCompletion,
    reads: ["--no-execute"],
    offers: (script, line) => ["fish", "--no-config", "-c", `source ${script}; complete -C "$argv[1]"`, "--", line],
  },
};

/** Whether the shell is on this machine. */
export const isThere = (shell: keyof typeof shells): boolean =>
  (spawnSync(shell, ["--version"]).error as NodeJS.ErrnoException | undefined)?.code !== "ENOENT";

/** What a shell offers after a line, whose last word is the one that is being written. */
export function offered(shell: keyof typeof shells, { script, folder }: { script: string; folder: string }, line: string): string[] {
  const [program, ...args] = shells[shell].offers(script, line);
  const { status, stdout, stderr } = spawnSync(program!, args, { cwd: folder, encoding: "utf8", timeout: limits.wait });
  expect([status, stderr]).toEqual([0, ""]);
  // fish puts what an option says behind a tab, and the option itself before the value of `--option=value`.
  return stdout
    .split("\n")
    .map((word) => word.split("\t")[0]!.replace(/^--[\w-]+=/, ""))
    .filter((word) => word !== "");
}
