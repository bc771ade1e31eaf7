import { readFileSync } from "node:fs";

const page = readFileSync(new URL("../../../docs/own-catalog.md", import.meta.url), "utf8");

/** Text of the file that docs/own-catalog.md shows. */
export const documentedText = /```json\n(.+?)```/s.exec(page)![1]!;

/** The message that the page quotes. */
export const documentedMessage = /```\nerror: (.+?)\n```/s.exec(page)![1]!;

// biome-ignore lint/suspicious/noExplicitAny: a test edits what it knows of the file
export type EditedFile = any;

/** The file of the page, edited. */
export function documented(edit: (file: EditedFile) => void = () => {}): string {
  const file = JSON.parse(documentedText);
  edit(file);
  return JSON.stringify(file);
}
