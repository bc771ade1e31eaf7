import { brokenAtBlanks, commandIndent } from "./broken-at-blanks.ts";
import type { Paint } from "./paint.ts";

/** An entry of a summary, with a label. */
export interface Fact {
  label: string;
  /** One paragraph each; the first is next to the label. One that begins with two blanks is a command, and is not broken. */
  texts: readonly string[];
  /** Emphasis: blocks a deployment, needs attention, or neither. */
  tone?: "bad" | "look" | "plain";
}

const colours = { bad: "red", look: "yellow" } as const;

/** Width of the labels: the longest has nine letters. */
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

/** A step and its command, which is never broken: on one line if there is room, else below. */
export function commandTexts([what, how]: readonly [what: string, how: string], width: number): string[] {
  return what.length + 2 + how.length <= width ? [`${what}: ${how}`] : [`${what}:`, `${commandIndent}${how}`];
}
