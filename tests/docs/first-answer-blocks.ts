import { readFileSync } from "node:fs";

/** What stands between fences in docs/first-answer.md: commands and what they print, in order. */
const blocks = [...readFileSync("docs/first-answer.md", "utf8").matchAll(/^```\n(.*?)^```$/gms)].map(([, text]) => text!);

/** The block of the page that begins so. @throws Error where none does */
export function blockOf(beginning: string): string {
  const found = blocks.find((block) => block.startsWith(beginning));
  if (found === undefined) throw new Error(`docs/first-answer.md has no block that begins with ${beginning}`);
  return found;
}
