import { createInterface } from "node:readline";
import { UsageError } from "../../engine/preview.ts";

/** Asks one question and returns what was typed. */
export type Ask = (question: string) => Promise<string>;

/** Streams of a terminal; the process's own where left out. */
interface Streams {
  input: NodeJS.ReadableStream & { isTTY?: boolean };
  output: NodeJS.WritableStream & { isTTY?: boolean };
}

/**
 * Asks on the terminal; undefined where there is none, and so nobody to ask. Lines that were typed ahead, or pasted, answer the questions to come.
 * What it returns throws a UsageError where the input ends.
 */
export function terminal({ input, output }: Streams = { input: process.stdin, output: process.stdout }): Ask | undefined {
  if (!input.isTTY || !output.isTTY) return undefined;
  let answers: AsyncIterator<string> | undefined;
  return async (question) => {
    const lines = answers === undefined ? createInterface({ input, output }) : undefined;
    answers ??= lines?.[Symbol.asyncIterator]();
    output.write(question);
    input.resume();
    const { value, done } = (await answers?.next()) ?? { done: true };
    // A terminal that is read keeps the process alive.
    input.pause();
    if (done) throw new UsageError(["the input ended before every question was answered"]);
    return value as string;
  };
}
