import { type AuditLine, auditLineSchema, lineHash, noHash } from "./line.ts";
import type { LogLine } from "./log-lines.ts";
import { parsed } from "./parsed.ts";

/** What is wrong with a log, and where. */
export interface AuditProblem {
  kind: /** A line that says it is the gate's and has not its form. */
    | "unreadable"
    /** A line whose successor was made after another text: it, or the successor, was changed. */
    | "edited"
    /** Lines that are not there: taken out, or not among the files. */
    | "missing"
    /** A line that stands before one that was written earlier. */
    | "reordered"
    /** A line that stands twice. */
    | "repeated"
    /** A chain that does not begin with the start of a gate. */
    | "no-start"
    /** The next start says that this chain went on, or ended otherwise. */
    | "cut-off"
    /** A request that only the gate, or only the front door, has written down. */
    | "one-witness"
    /** A request of which gate and front door say two things. */
    | "disagreement";
  /** Start of the gate, where it is known. */
  start?: string;
  /** Where the line stands. */
  place?: string;
  message: string;
}

/** A chain that was found. */
export interface FoundChain {
  start: string;
  lines: number;
  /** Requests that were started and not ended: the gate was killed, or they still run. */
  unended: readonly string[];
}

export interface AuditVerdict {
  chains: readonly FoundChain[];
  problems: readonly AuditProblem[];
  /** Records of the gate, chain by chain, in the order in which they were written. */
  records: readonly Placed[];
}

/** A record of the gate, and where it stands. */
export interface Placed {
  entry: AuditLine;
  text: string;
  place: string;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Checks the chains in a log. Lines of other programs are passed over. What it cannot see: lines taken from the end of a chain after which no
 * gate has started, and a chain that is gone as a whole where no later one names it.
 * @param log lines of the files, one after the other, in the order in which they were written
 */
export function verifyAudit(log: readonly LogLine[]): AuditVerdict {
  const problems: AuditProblem[] = [];
  const chains = new Map<string, Placed[]>();
  for (const { text, place } of log) {
    const value = parsed(text);
    if (!isObject(value)) continue;
    if (typeof value["record"] !== "string" || value["previous"] === undefined) continue;
    const entry = auditLineSchema.safeParse(value);
    if (!entry.success) {
      problems.push({ kind: "unreadable", place, message: `${place} is not a record of the gate: ${entry.error.issues[0]!.message}` });
      continue;
    }
    const chain = chains.get(entry.data.start) ?? [];
    chain.push({ entry: entry.data, text, place });
    chains.set(entry.data.start, chain);
  }
  const sorted = new Map([...chains].map(([start, placed]) => [start, inSequence(start, placed, problems)]));
  for (const [start, placed] of sorted) checkChain(start, placed, problems);
  for (const placed of sorted.values()) checkAfter(placed, sorted, problems);
  return {
    chains: [...sorted].map(([start, placed]) => ({ start, lines: placed.length, unended: unended(placed) })),
    problems,
    records: [...sorted.values()].flat(),
  };
}

/** The lines of a chain by their numbers, each once; tells of those that stand elsewhere. */
function inSequence(start: string, placed: readonly Placed[], problems: AuditProblem[]): Placed[] {
  let last = -1;
  for (const { entry, place } of placed) {
    if (entry.sequence < last)
      problems.push({ kind: "reordered", start, place, message: `${place} stands behind one that was written later` });
    last = Math.max(last, entry.sequence);
  }
  const byNumber = new Map<number, Placed>();
  for (const one of placed) {
    const before = byNumber.get(one.entry.sequence);
    if (before !== undefined)
      problems.push({ kind: "repeated", start, place: one.place, message: `${one.place} has the number of ${before.place}` });
    else byNumber.set(one.entry.sequence, one);
  }
  return [...byNumber.values()].sort((a, b) => a.entry.sequence - b.entry.sequence);
}

function checkChain(start: string, placed: readonly Placed[], problems: AuditProblem[]): void {
  placed.forEach(({ entry, place }, i) => {
    const before = placed[i - 1];
    const expected = before === undefined ? 0 : before.entry.sequence + 1;
    if (entry.sequence > expected) {
      const count = entry.sequence - expected;
      problems.push({
        kind: "missing",
        start,
        place,
        message: `${count} ${count === 1 ? "line is" : "lines are"} missing before ${place}`,
      });
    } else if (entry.previous !== (before === undefined ? noHash : lineHash(before.text))) {
      const which = before === undefined ? `${place} is` : `${before.place} or ${place} is`;
      problems.push({ kind: "edited", start, place: before?.place ?? place, message: `${which} not as it was written` });
    }
    if (entry.sequence === 0 && entry.record !== "gate-started")
      problems.push({ kind: "no-start", start, place, message: `${place} begins a chain and is not the start of a gate` });
  });
}

/** Holds the end of each chain against what the next start of a gate found. */
function checkAfter(placed: readonly Placed[], chains: ReadonlyMap<string, readonly Placed[]>, problems: AuditProblem[]): void {
  for (const { entry, place } of placed) {
    if (entry.record !== "gate-started" || entry.after === null) continue;
    const { start, sequence, hash } = entry.after;
    const before = chains.get(start);
    if (before === undefined) {
      problems.push({
        kind: "missing",
        start,
        place,
        message: `the whole chain of the start before ${place} is missing: ${sequence + 1} lines`,
      });
      continue;
    }
    const last = before.at(-1)!.entry.sequence;
    const named = before.find((one) => one.entry.sequence === sequence);
    if (last < sequence)
      problems.push({ kind: "cut-off", start, message: `the last ${sequence - last} lines of a chain are missing, by ${place}` });
    // A gate that is killed has written one line more than it had noted, at most.
    else if (last > sequence + 1 || (named !== undefined && lineHash(named.text) !== hash))
      problems.push({ kind: "cut-off", start, message: `a chain ends otherwise than ${place} found it` });
  }
}

function unended(placed: readonly Placed[]): string[] {
  const ended = new Set(placed.flatMap(({ entry }) => (entry.record === "request-ended" ? [entry.id] : [])));
  return placed.flatMap(({ entry }) => (entry.record === "request-started" && !ended.has(entry.id) ? [entry.id] : []));
}
