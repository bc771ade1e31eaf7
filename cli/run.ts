import { CommanderError } from "commander";
import { USAGE_ERROR } from "./guarded.ts";
import { modelkeep } from "./program.ts";

/** Runs `modelkeep` with some arguments, and sets the exit status of this process. */
export async function runModelkeep(words: readonly string[]): Promise<void> {
  try {
    await modelkeep().parseAsync(words, { from: "user" });
  } catch (error) {
    // Commander has printed the error, or the requested help.
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : USAGE_ERROR;
  }
}
