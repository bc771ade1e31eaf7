import { brokenAtBlanks, commandIndent } from "./broken-at-blanks.ts";
import type { Paint } from "./paint.ts";

/** One thing that a summary says, under a label. */
export interface Fact {
  label: string;
  /** One paragraph each; the first stands beside the label. One that begins with two blanks is a command, and not broken. */
  texts: readonly string[];
  /** How it is shown: what stops a deployment, what is to be looked at, or anything else. */
  tone?: "bad" | "look" | "plain";
}

const colours = { bad: "red", look: "yellow" } as const;

/** Columns of the labels: the longest has nine letters. */
export const labelWidth = 11;

/** Facts as lines of at most `width` columns: labels in one column, texts wrapped in another. */
export function factLines(facts: readonly Fact[], width: number, paint: Paint): string[] {
  const labels = labelWidth;
  return facts.flatMap(({ label, texts, tone = "plain" }) =>
    texts
      .flatMap((text) => brokenAtBlanks(text, width - labels))
      .map((line, at) => {
        const told = tone === "plain" ? line : paint(colours[tone], line);
        return `${at === 0 ? paint("bold", label) : ""}${" ".repeat(at === 0 ? labels - label.length : labels)}${told}`;
      }),
  );
}

/** What is to be done and by which command, which is never broken: on one line where there is room, else below it. */
export function commandTexts([what, how]: readonly [what: string, how: string], width: number): string[] {
  return what.length + 2 + how.length <= width ? [`${what}: ${how}`] : [`${what}:`, `${commandIndent}${how}`];
}
