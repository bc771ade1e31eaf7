/** A part of a comment: what opens and closes it, and lines of which some can be left out. */
export interface Section {
  open: readonly string[];
  lines: readonly string[];
  close: readonly string[];
  /** The lines of the highest number are left out first. */
  rank: number;
}

/** What stands in place of lines that are left out. */
const omission = (count: number) => `… ${count} more ${count === 1 ? "line is" : "lines are"} left out here`;

const statement = (limit: number, count: number) =>
  `**Cut:** a comment may have ${limit.toLocaleString("en-US")} characters, so ${count} lines are left out, the least important ones; \`diff.html\` and \`diff.json\` have all of them.`;

const textOf = ({ open, lines, close }: Section) => [...open, ...lines, ...close].join("\n");

/**
 * Sections as one text of at most `limit` characters. Where they have more, lines are left out from the end of the least important sections,
 * with their number in their place and a statement at the end.
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

/** How many lines of a section may stay where `over` characters are too many. */
function keptLines({ lines }: Section, over: number): number {
  let freed = -omission(lines.length).length - 1;
  let kept = lines.length;
  while (kept > 0 && freed < over) freed += lines[--kept]!.length + 1;
  return kept;
}
