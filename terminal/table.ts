import { columnWidths, type TableShape, wordsIn } from "./column-widths.ts";

/** A last text column that would be narrower than this, and than its text, is printed below its row. */
const narrowest = 24;

const cut = (text: string, width: number) => (text.length > width ? `${text.slice(0, width - 1)}…` : text);

/** Columns under a header and a rule, each as wide as its cells, text columns up to their maximum. */
export function table(head: string[], rows: string[][], shape: TableShape): string {
  const used = columnWidths(head, rows, shape);
  const last = head.length - 1;
  const whole = Math.max(...rows.map((row) => row[last]?.length ?? 0));
  const under = shape.fit !== undefined && shape.left.includes(last) && (used[last] ?? 0) < Math.min(narrowest, whole);
  if (!under) return [line(head, used, shape), ruled(used), ...rows.map((row) => line(row, used, shape))].join("\n");
  const others = (row: string[]) => row.slice(0, -1);
  const left = columnWidths(others(head), rows.map(others), shape);
  const beneath = (row: string[]) => wordsIn(row[last] ?? "", (shape.fit ?? 0) - 4).flatMap((text) => (text === "" ? [] : [`    ${text}`]));
  return [line(others(head), left, shape), ruled(left), ...rows.flatMap((row) => [line(others(row), left, shape), ...beneath(row)])].join(
    "\n",
  );
}

const ruled = (used: number[]) =>
  used
    .map((width) => "─".repeat(width))
    .join(" ")
    .trimEnd();

/** One row, with as many lines as its longest cell. */
function line(cells: string[], used: number[], { left, fit }: TableShape): string {
  const parts = cells.map((text, at) => {
    const width = used[at] ?? 0;
    if (fit !== undefined) return wordsIn(text, width);
    return [left.includes(at) ? cut(text, width) : text];
  });
  const height = Math.max(...parts.map(({ length }) => length));
  const pad = (text: string, at: number) => (left.includes(at) ? text.padEnd(used[at] ?? 0) : text.padStart(used[at] ?? 0));
  const nth = (row: number) => parts.map((part, at) => pad(part[row] ?? "", at)).join(" ");
  return Array.from({ length: height }, (_, row) => nth(row).trimEnd()).join("\n");
}
