/** Widest that each column may be, and which are aligned left. */
export interface TableShape {
  widths: number[];
  left: number[];
}

const cut = (text: string, width: number) => (text.length > width ? `${text.slice(0, width - 1)}…` : text);

/** Columns under a head and a rule, each as wide as its cells, at most as wide as stated: a longer cell is cut and ends in an ellipsis. */
export function table(head: string[], rows: string[][], { widths, left }: TableShape): string {
  const used = head.map((title, at) =>
    Math.min(widths[at] ?? title.length, Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0))),
  );
  const cell = (text: string, at: number) => {
    const width = used[at] ?? 0;
    return left.includes(at) ? cut(text, width).padEnd(width) : cut(text, width).padStart(width);
  };
  const line = (cells: string[]) => cells.map(cell).join(" ").trimEnd();
  return [line(head), used.map((width) => "─".repeat(width)).join(" "), ...rows.map(line)].join("\n");
}
