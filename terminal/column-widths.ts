/** Maximum width of each text column, and which columns are text, aligned left; the others are numbers, which are never cut. */
export interface TableShape {
  widths: number[];
  left: number[];
  /** Width of the whole table: longer text wraps inside its cell. Without it, text is cut and ends in an ellipsis. */
  fit?: number;
}

const longest = (texts: string[]) => Math.max(0, ...texts.map(({ length }) => length));

/**
 * Width of each column: that of its cells, for text up to the stated maximum. If the table has to fit, columns are narrowed, the widest
 * first, but never below their longest word or number: both stay whole, even if the table is then too wide.
 */
export function columnWidths(head: string[], rows: string[][], { widths, left, fit }: TableShape): number[] {
  const used = head.map((title, at) => {
    const whole = longest([title, ...rows.map((row) => row[at] ?? "")]);
    return left.includes(at) ? Math.max(title.length, Math.min(widths[at] ?? whole, whole)) : whole;
  });
  return fit === undefined ? used : narrowed(used, leastWidths(head, rows, left), fit);
}

/** Minimum width of each column: text breaks between words, a number does not break. */
function leastWidths(head: string[], rows: string[][], left: number[]): number[] {
  return head.map((title, at) => {
    const cells = rows.map((row) => row[at] ?? "");
    return longest([...parts(title), ...(left.includes(at) ? cells.flatMap(parts) : cells)]);
  });
}

function narrowed(natural: number[], least: number[], fit: number): number[] {
  const used = natural.map((width, at) => Math.max(width, least[at] ?? 0));
  for (let over = used.reduce((sum, width) => sum + width + 1, -1) - fit; over > 0; over--) {
    const [widest] = [...used.keys()].filter((at) => (used[at] ?? 0) > (least[at] ?? 0)).sort((a, b) => (used[b] ?? 0) - (used[a] ?? 0));
    if (widest === undefined) break;
    used[widest] = (used[widest] ?? 0) - 1;
  }
  return used;
}

/**
 * Unbreakable parts: words, and the halves of a word with a hyphen between letters. A hyphen next to a digit may be part of a name or
 * number.
 */
const parts = (text: string) => text.split(/ |(?<=[A-Za-z]{2}-)(?=[A-Za-z]{2})/);

/** A text in lines of at most `width`, broken between words, or after a hyphen between letters: a longer word gets its own line. */
export function wordsIn(text: string, width: number): string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of text.split(" ")) {
    for (const [at, part] of parts(word).entries()) {
      const longer = `${current}${at === 0 && current !== "" ? " " : ""}${part}`;
      if (current !== "" && longer.length > width) {
        lines.push(current);
        current = part;
      } else current = longer;
    }
  }
  return [...lines, current];
}
