/** Maximum line width of a report; a narrower terminal reduces it. */
const widest = 100;

/** Minimum line width: below this nothing can be aligned, and the terminal wraps. */
const narrowest = 40;

/** Width of a report: `COLUMNS`, else the terminal's, and 100 without one. */
export function reportWidth({ columns }: Pick<NodeJS.WriteStream, "columns">, env: NodeJS.ProcessEnv = process.env): number {
  const asked = Number(env["COLUMNS"]);
  const known = Number.isInteger(asked) && asked > 0 ? asked : columns || widest;
  return Math.max(narrowest, Math.min(widest, known));
}
