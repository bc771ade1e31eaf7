import type { Diagnosis } from "../../doctor/doctor.ts";
import { brokenAtBlanks } from "../../terminal/broken-at-blanks.ts";
import type { Paint } from "../../terminal/paint.ts";
import { plural } from "../../terminal/plural.ts";

const marks = { fails: "FAILS", undecided: "UNDECIDED", works: "works" } as const;
const colours = { fails: ["bold", "red"], undecided: ["yellow"], works: ["green"] } as const;

/** Lines of one label with its text, which is wrapped under itself. */
function lines(label: string, text: string, width: number): string[] {
  const start = `    ${label}`;
  return brokenAtBlanks(text, width - start.length).map((line, i) => `${i === 0 ? start : " ".repeat(start.length)}${line}`);
}

/** A value as it is written in YAML: JSON is YAML, and a word needs no quotes. */
const written = (value: unknown): string =>
  value === undefined
    ? "(leave it out)"
    : typeof value === "string"
      ? value
      : JSON.stringify(value).replaceAll(/([:,])(?=["{[\d])/g, "$1 ");

/** What a doctor found, for a terminal: the verdict, then each finding, worst first. @returns text that ends in a line break */
export function doctorReport(stack: string, found: readonly Diagnosis[], width: number, paint: Paint): string {
  const count = (state: Diagnosis["state"]) => found.filter((one) => one.state === state).length;
  const [fails, undecided] = [count("fails"), count("undecided")];
  // Something is always undecided: no secret is looked at.
  const verdict = fails > 0 ? `${plural(fails, "thing")} will fail` : "nothing is known to fail";
  const head = `Stack ${stack}: ${verdict} (${fails} fail, ${undecided} undecided, ${count("works")} work)`;
  return `${[...brokenAtBlanks(head, width).map((line) => paint("bold", line)), "", ...found.flatMap((one) => findingLines(one, width, paint))].join("\n")}\n`;
}

function findingLines({ about, state, seen, follows, fix, administrator }: Diagnosis, width: number, paint: Paint): string[] {
  const mark = paint([...colours[state]], marks[state].padEnd(9));
  if (state === "works")
    return brokenAtBlanks(`${about}: ${seen}`, width - 12).map((line, i) => (i === 0 ? `  ${mark} ${line}` : `${" ".repeat(14)}${line}`));
  return [
    `  ${mark} ${paint("bold", about)}`,
    ...lines("seen:     ", seen, width),
    ...(follows === undefined ? [] : lines("follows:  ", follows, width)),
    ...(fix === undefined ? [] : lines("set:      ", `${fix.path}: ${written(fix.value)}`, width)),
    ...(administrator === undefined ? [] : lines("admin:    ", administrator, width)),
    "",
  ];
}
