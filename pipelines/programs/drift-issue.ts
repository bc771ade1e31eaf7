import { unseen } from "./safe-markdown.ts";

/** First line of the one issue about drift. */
export const driftMarker = "<!-- modelkeep-drift -->";

export const driftTitle = "The keep is not what its program says";

/** Bytes of a report that are read. */
export const largestReport = 1024 * 1024;

/** Characters of all reports that an issue takes, and of one. */
const room = 50_000;
const roomForOne = 12_000;

/** What a night's preview found for a stack; `unknown` where it could not tell. */
export interface Drift {
  stack: string;
  state: "same" | "drifted" | "unknown";
  /** What the engine printed. */
  report: string;
}

/**
 * Reads what a job wrote: a line with the state, then what the engine printed. A job that wrote nothing found out nothing.
 *
 * @param bytes undefined where there is no report
 */
export function readDrift(stack: string, bytes: Uint8Array | undefined): Drift {
  const [state = "", ...lines] = new TextDecoder().decode(bytes ?? new Uint8Array()).split("\n");
  const known = state === "same" || state === "drifted";
  const report = lines.join("\n").trim();
  return { stack, state: known ? state : "unknown", report: report || "The job wrote no report: its log has the reason." };
}

/** The body of the issue, or undefined where every stack is what it should be, so that there is nothing to have an issue about. */
export function driftIssue(drifts: readonly Drift[], log: string): string | undefined {
  if (drifts.length === 0) throw new Error("no stack was looked at");
  const found = drifts.filter(({ state }) => state !== "same");
  if (found.length === 0) return undefined;
  const what = { drifted: "differs from its program", unknown: "could not be compared", same: "" };
  const parts = found.map(
    ({ stack, state, report }) => `### \`${stack}\` ${what[state]}\n\n${fenced(report, Math.min(roomForOne, room / found.length))}`,
  );
  return `${driftMarker}\nLast looked at by [this run](${log}). It is closed by the first run that finds nothing.\n\n${parts.join("\n\n")}\n`;
}

/** A text within a fence that it cannot leave, without colours, and without its middle where it is longer than `most` characters. */
function fenced(report: string, most: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours and control characters are what is taken out
  const plain = report.replace(/\u001b\[[\d;]*[A-Za-z]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "");
  const text = plain.length > most ? `${plain.slice(0, most / 2)}\n[...]\n${plain.slice(-most / 2)}` : plain;
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  // GitLab takes a line that begins with `/close` for an order.
  return `${fence}text\n${text.replace(/^(\s*)\/(?=\w)/gm, `$1${unseen}/`)}\n${fence}`;
}
