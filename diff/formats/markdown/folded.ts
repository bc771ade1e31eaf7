import type { Section } from "./fitted.ts";

/**
 * Lines in a fold; empty where there are none.
 * @param summary trusted text without Markdown
 */
export function folded(summary: string, lines: readonly string[], rank: number): Section[] {
  if (lines.length === 0) return [];
  return [{ open: ["<details>", `<summary>${summary}</summary>`, ""], lines, close: ["", "</details>", ""], rank }];
}
