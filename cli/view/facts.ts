import type { Paint } from "./paint.ts";

/** One thing that a summary says, under a label. */
export interface Fact {
  label: string;
  /** One paragraph each; the first stands beside the label. One that begins with two blanks is a command, and not broken. */
  texts: readonly string[];
  /** How it is shown: what stops a deployment, what is to be looked at, or anything else. */
  tone?: "bad" | "look" | "plain";
}

/** Before a command that has a line of its own. */
const indent = "  ";

const colours = { bad: "red", look: "yellow" } as const;

/** Columns of the labels: the longest has nine letters. */
export const labelWidth = 11;

/** Facts as lines of at most `width` columns: labels in one column, texts wrapped in another. */
export function factLines(facts: readonly Fact[], width: number, paint: Paint): string[] {
  const labels = labelWidth;
  return facts.flatMap(({ label, texts, tone = "plain" }) =>
    texts
      .flatMap((text) => wrapped(text, width - labels))
      .map((line, at) => {
        const told = tone === "plain" ? line : paint(colours[tone], line);
        return `${at === 0 ? paint("bold", label) : ""}${" ".repeat(at === 0 ? labels - label.length : labels)}${told}`;
      }),
  );
}

/** What is to be done and by which command, which is never broken: on one line where there is room, else below it. */
export function commandTexts([what, how]: readonly [what: string, how: string], width: number): string[] {
  return what.length + 2 + how.length <= width ? [`${what}: ${how}`] : [`${what}:`, `${indent}${how}`];
}

/** A text broken at blanks into lines of at most `width` columns; a word that is longer has a line of its own. */
export function wrapped(text: string, width: number): string[] {
  if (text.startsWith(indent)) return [text];
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
