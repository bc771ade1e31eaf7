import { createInterface } from "node:readline/promises";

/** Asks one question and returns what was typed. */
export type Ask = (question: string) => Promise<string>;

/** Asks on the terminal; undefined where there is none, and so nobody to ask. */
export function terminal(): Ask | undefined {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  return async (question) => {
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    try {
      return await lines.question(question);
    } finally {
      lines.close();
    }
  };
}
