import { createInterface } from "node:readline";
import { UsageError } from "../../engine/preview.ts";

/** Asks one question and returns what was typed. */
export type Ask = (question: string) => Promise<string>;

/** Streams of a terminal. @default those of the process */
interface Streams {
  input: NodeJS.ReadableStream & { isTTY?: boolean };
  output: NodeJS.WritableStream & { isTTY?: boolean };
}

/**
 * Asks questions on the terminal; undefined where there is no terminal. Lines typed ahead or pasted answer later questions.
 * The returned function throws a UsageError where the input ends.
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
    // Reading a terminal keeps the process alive.
    input.pause();
    if (done) throw new UsageError(["the input ended before every question was answered"]);
    return value as string;
  };
}
