import { visible } from "../visible.ts";

/** Invisible; breaks a word so that no mention or reference is recognised in it. */
const gap = "&#8203;";

const entity = (character: string) => `&#${character.codePointAt(0)};`;

/**
 * Untrusted text as plain text: no Markdown, no HTML, and nothing that GitHub or GitLab makes a link or a mention of (`@team`, `#12`,
 * `!12`, `owner/name#12`, `GH-12`, web addresses, `:emoji:`), on one line.
 */
export function inert(text: string): string {
  return visible(text)
    .replace(/ +/g, " ")
    .trim()
    .replace(/[&<>"]/g, entity)
    .replace(/[\\`*_{}[\]|^]/g, (character) => `\\${character}`)
    .replace(/[~$]/g, (character) => `\\${character}${gap}`)
    .replace(/[@!%]|&#38;/g, (found) => found + gap)
    .replace(/(?<!&)#/g, `#${gap}`)
    .replace(/:(?=\\?[\w/+-])/g, `:${gap}`)
    .replace(/(www|gh)(?=[.-])/gi, `$1${gap}`)
    .replace(/^(?=[-+=#]|\d+[.)])/, gap);
}

/** Untrusted text as code, in which nothing is interpreted. */
export function code(text: string): string {
  const shown = visible(text);
  if (shown.trim() === "") return "`(empty)`";
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^[` ]|[` ]$/.test(shown) ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Code in a table cell. A pipe would end the cell, and it cannot be escaped after a backslash. */
export const codeCell = (text: string): string => code(text.replaceAll("|", "¦"));

/** A line of a diff block, coloured by its mark: `+` green, `-` red, `!` orange. */
export type DiffLine = `${"+" | "-" | "!"} ${string}`;

/** Lines as a diff block. Each begins with its mark, so that none can end the block. */
export const diffBlock = (lines: readonly DiffLine[]): { open: string; lines: string[]; close: string } => ({
  open: "```diff",
  lines: lines.map(visible),
  close: "```",
});
