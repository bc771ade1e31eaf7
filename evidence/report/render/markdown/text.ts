/** Text escaped for Markdown, including table cells. */
export const plainText = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~]/g, (character) => `\\${character}`).replace(/\s+/g, " ");

/** Code; a backtick in it would end it. */
export const code = (text: string): string => `\`${text.replace(/`/g, "'").replace(/\|/g, "\\|")}\``;

const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [row(columns), row(columns.map(() => "---")), ...rows.map(row), ""];
}

/** Maximum length of a value, in characters; the JSON has the full value. */
export const longest = 200;

export const items = (lines: readonly string[]) => [...lines.map((line) => `- ${line}`), ""];
