import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { asScript } from "./as-script.ts";
import { PageError, stepsOf } from "./page-steps.ts";

const usage = "usage: node dev/follow-page/main.ts PAGE [--fill NAME=FILE ...] [--until STEP] [--print]";

/** Does what a page says, word for word, in the current folder; `--print` prints the script instead. Exit status: that of the script, or 2. */
function main(): number {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { fill: { type: "string", multiple: true }, until: { type: "string" }, print: { type: "boolean" } },
    });
    const [page] = positionals;
    if (page === undefined || positionals.length > 1) throw new PageError(usage);
    const fills = Object.fromEntries((values.fill ?? []).map(filled));
    const script = asScript(page, stepsOf(readFileSync(page, "utf8")), fills, values.until);
    if (values.print) {
      process.stdout.write(script);
      return 0;
    }
    return spawnSync("bash", ["-s"], { input: script, stdio: ["pipe", "inherit", "inherit"] }).status ?? 1;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    process.stderr.write(`follow-page: ${error.message}\n`);
    return 2;
  }
}

/** What is filled in for a step, from a file. */
function filled(given: string): [name: string, commands: string] {
  const [, name, file] = /^([^=]+)=(.+)$/.exec(given) ?? [];
  if (name === undefined || file === undefined) throw new PageError(`--fill ${given} is not NAME=FILE; ${usage}`);
  return [name, readFileSync(file, "utf8").trimEnd()];
}

process.exitCode = main();
