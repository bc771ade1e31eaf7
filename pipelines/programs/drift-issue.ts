import { unseen } from "./safe-markdown.ts";

/** First line of the drift issue. */
export const driftMarker = "<!-- modelkeep-drift -->";

export const driftTitle = "The keep differs from its program";

/** Limit of a report, in bytes. */
export const largestReport = 1024 * 1024;

/** Limits of all reports in an issue, and of a single one, in characters. */
const room = 50_000;
const roomForOne = 12_000;

/** Result of a nightly preview of a stack; `unknown` where it failed. */
export interface Drift {
  stack: string;
  state: "same" | "drifted" | "unknown";
  /** Output of the engine. */
  report: string;
}

/**
 * Parses a job's report: a line with the state, then the engine's output. Without a report the state is unknown.
 *
 * @param bytes undefined where there is no report
 */
export function readDrift(stack: string, bytes: Uint8Array | undefined): Drift {
  const [state = "", ...lines] = new TextDecoder().decode(bytes ?? new Uint8Array()).split("\n");
  const known = state === "same" || state === "drifted";
  const report = lines.join("\n").trim();
  return { stack, state: known ? state : "unknown", report: report || "The job wrote no report; its log has the reason." };
}

/** The body of the issue, or undefined where no stack has drifted. */
export function driftIssue(drifts: readonly Drift[], log: string): string | undefined {
  if (drifts.length === 0) throw new Error("no stack was checked");
  const found = drifts.filter(({ state }) => state !== "same");
  if (found.length === 0) return undefined;
  const what = { drifted: "differs from its program", unknown: "could not be compared", same: "" };
  const parts = found.map(
    ({ stack, state, report }) => `### \`${stack}\` ${what[state]}\n\n${fenced(report, Math.min(roomForOne, room / found.length))}`,
  );
  return `${driftMarker}\nLast updated by [this run](${log}). The first run without drift closes this issue.\n\n${parts.join("\n\n")}\n`;
}

/** A text in a code fence that it cannot close, without colours, and with its middle cut if it is longer than `most` characters. */
function fenced(report: string, most: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours and control characters are removed
  const plain = report.replace(/\u001b\[[\d;]*[A-Za-z]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "");
  const text = plain.length > most ? `${plain.slice(0, most / 2)}\n[...]\n${plain.slice(-most / 2)}` : plain;
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  // GitLab executes a line that begins with `/close` as a quick action.
  return `${fence}text\n${text.replace(/^(\s*)\/(?=\w)/gm, `$1${unseen}/`)}\n${fence}`;
}
