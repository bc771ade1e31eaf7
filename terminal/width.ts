/** Widest line of a report; a narrower terminal narrows it further. */
const widest = 100;

/** Narrowest line: below this nothing can be aligned, and a terminal wraps by itself. */
const narrowest = 40;

/** Columns of a report: those that `COLUMNS` says, else the terminal's, and 100 where there is none. */
export function reportWidth({ columns }: Pick<NodeJS.WriteStream, "columns">, env: NodeJS.ProcessEnv = process.env): number {
  const asked = Number(env["COLUMNS"]);
  const known = Number.isInteger(asked) && asked > 0 ? asked : columns || widest;
  return Math.max(narrowest, Math.min(widest, known));
}
