/** A part of a comment: opening and closing lines, and lines between them that can be left out. */
export interface Section {
  open: readonly string[];
  lines: readonly string[];
  close: readonly string[];
  /** Lines of the highest rank are left out first. */
  rank: number;
}

/** Placeholder for lines that are left out. */
const omission = (count: number) => `… ${count} more ${count === 1 ? "line is" : "lines are"} omitted here`;

const statement = (limit: number, count: number) =>
  `**Cut:** a comment is limited to ${limit.toLocaleString("en-US")} characters, so the ${count} least important lines are omitted; \`diff.html\` and \`diff.json\` have all of them.`;

const textOf = ({ open, lines, close }: Section) => [...open, ...lines, ...close].join("\n");

/**
 * Sections as one text of at most `limit` characters. Beyond that, lines are left out from the end of the least important sections,
 * replaced by their number, with a notice at the end.
 */
export function fitted(sections: readonly Section[], limit: number): string {
  const whole = sections.map(textOf).join("\n");
  if (whole.length <= limit) return whole;
  const room = limit - statement(limit, 1e9).length - 2;
  const left = [...sections];
  let length = left.map(textOf).join("\n").length;
  let omitted = 0;
  const order = sections.map((_, i) => i).sort((a, b) => sections[b]!.rank - sections[a]!.rank || b - a);
  for (const i of order) {
    if (length <= room) break;
    const section = sections[i]!;
    const kept = keptLines(section, length - room);
    const count = section.lines.length - kept;
    if (count === 0) continue;
    left[i] = { ...section, lines: [...section.lines.slice(0, kept), omission(count)] };
    length += textOf(left[i]!).length - textOf(section).length;
    omitted += count;
  }
  return `${left.map(textOf).join("\n")}\n\n${statement(limit, omitted)}`;
}

/** How many lines of a section can be kept to save `over` characters. */
function keptLines({ lines }: Section, over: number): number {
  let freed = -omission(lines.length).length - 1;
  let kept = lines.length;
  while (kept > 0 && freed < over) freed += lines[--kept]!.length + 1;
  return kept;
}
