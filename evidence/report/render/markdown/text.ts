/** Text that stays text in Markdown, in a table's cell as well. */
export const plainText = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~]/g, (character) => `\\${character}`).replace(/\s+/g, " ");

/** Code; a backtick in it would end it. */
export const code = (text: string): string => `\`${text.replace(/`/g, "'").replace(/\|/g, "\\|")}\``;

const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [row(columns), row(columns.map(() => "---")), ...rows.map(row), ""];
}

/** Longest text of a value, in characters; the JSON has all of it. */
export const longest = 200;

export const items = (lines: readonly string[]) => [...lines.map((line) => `- ${line}`), ""];
