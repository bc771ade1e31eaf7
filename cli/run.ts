import { CommanderError } from "commander";
import { USAGE_ERROR } from "./guarded.ts";
import { modelkeep } from "./program.ts";

/** Runs `modelkeep` with some words; its exit status is that of this process then. */
export async function runModelkeep(words: readonly string[]): Promise<void> {
  try {
    await modelkeep().parseAsync(words, { from: "user" });
  } catch (error) {
    // Commander has printed what is wrong, or the help that was asked for.
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : USAGE_ERROR;
  }
}
