import { PreviewError, UsageError } from "../engine/preview.ts";
import { paintFor } from "../terminal/paint.ts";

/** Exit status of every verb where what was asked cannot be meant: no such verb, option, stack or file. */
export const USAGE_ERROR = 2;

/** Exit status of every verb where what was asked could be tried, and failed. */
export const FAILED = 1;

/** Prints a message to standard error, as every verb does. */
export function complain(message: string): void {
  process.stderr.write(`${paintFor(process.stderr)(["bold", "red"], "error:")} ${message}\n`);
}

/**
 * Runs a verb, and prints what a user can mend as messages in place of a stack trace.
 * @returns the verb's own exit status, or {@link USAGE_ERROR} or {@link FAILED}
 */
export async function guarded(act: () => Promise<number>): Promise<number> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof PreviewError)) throw error;
    error.messages.forEach(complain);
    return error instanceof UsageError ? USAGE_ERROR : FAILED;
  }
}
