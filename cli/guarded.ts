import { PreviewError, UsageError } from "../engine/preview.ts";
import { paintFor } from "../terminal/paint.ts";

/** Exit status of every verb for invalid usage: no such verb, option, stack or file. */
export const USAGE_ERROR = 2;

/** Exit status of every verb where a valid request failed. */
export const FAILED = 1;

/** Prints an error to standard error, in the format of all verbs. */
export function complain(message: string): void {
  process.stderr.write(`${paintFor(process.stderr)(["bold", "red"], "error:")} ${message}\n`);
}

/**
 * Runs a verb, and prints errors that a user can fix as messages instead of a stack trace.
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
