import { type AuditLine, auditLineSchema, lineHash, noHash } from "./line.ts";

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
    | "cut-off";
  /** Start of the gate, where it is known. */
  start?: string;
  /** Number of the line in the files, from 1. */
  line?: number;
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
  /** Requests with an end. */
  requests: number;
}

interface Placed {
  entry: AuditLine;
  text: string;
  line: number;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Checks the chains in a log. Lines of other programs are passed over. What it cannot see: lines taken from the end of a chain after which no
 * gate has started, and a chain that is gone as a whole where no later one names it.
 * @param log text of the files, one after the other, in the order in which they were written
 */
export function verifyAudit(log: string): AuditVerdict {
  const problems: AuditProblem[] = [];
  const chains = new Map<string, Placed[]>();
  log.split("\n").forEach((text, i) => {
    const line = i + 1;
    const value = parsed(text);
    if (!isObject(value)) return;
    if (typeof value["record"] !== "string" || value["previous"] === undefined) return;
    const entry = auditLineSchema.safeParse(value);
    if (!entry.success) {
      problems.push({ kind: "unreadable", line, message: `line ${line} is not a record of the gate: ${entry.error.issues[0]!.message}` });
      return;
    }
    const chain = chains.get(entry.data.start) ?? [];
    chain.push({ entry: entry.data, text, line });
    chains.set(entry.data.start, chain);
  });
  const sorted = new Map([...chains].map(([start, placed]) => [start, inSequence(start, placed, problems)]));
  for (const [start, placed] of sorted) checkChain(start, placed, problems);
  for (const placed of sorted.values()) checkAfter(placed, sorted, problems);
  const ended = [...sorted.values()].flat().filter(({ entry }) => entry.record === "request-ended");
  return {
    chains: [...sorted].map(([start, placed]) => ({ start, lines: placed.length, unended: unended(placed) })),
    problems,
    requests: ended.length,
  };
}

/** The lines of a chain by their numbers, each once; tells of those that stand elsewhere. */
function inSequence(start: string, placed: readonly Placed[], problems: AuditProblem[]): Placed[] {
  let last = -1;
  for (const { entry, line } of placed) {
    if (entry.sequence < last)
      problems.push({ kind: "reordered", start, line, message: `line ${line} stands behind one that was written later` });
    last = Math.max(last, entry.sequence);
  }
  const byNumber = new Map<number, Placed>();
  for (const one of placed) {
    const before = byNumber.get(one.entry.sequence);
    if (before !== undefined)
      problems.push({ kind: "repeated", start, line: one.line, message: `line ${one.line} has the number of line ${before.line}` });
    else byNumber.set(one.entry.sequence, one);
  }
  return [...byNumber.values()].sort((a, b) => a.entry.sequence - b.entry.sequence);
}

function checkChain(start: string, placed: readonly Placed[], problems: AuditProblem[]): void {
  placed.forEach(({ entry, line }, i) => {
    const before = placed[i - 1];
    const expected = before === undefined ? 0 : before.entry.sequence + 1;
    if (entry.sequence > expected) {
      const count = entry.sequence - expected;
      problems.push({
        kind: "missing",
        start,
        line,
        message: `${count} ${count === 1 ? "line is" : "lines are"} missing before line ${line}`,
      });
    } else if (entry.previous !== (before === undefined ? noHash : lineHash(before.text))) {
      const which = before === undefined ? `line ${line} is` : `line ${before.line} or line ${line} is`;
      problems.push({ kind: "edited", start, line: before?.line ?? line, message: `${which} not as it was written` });
    }
    if (entry.sequence === 0 && entry.record !== "gate-started")
      problems.push({ kind: "no-start", start, line, message: `line ${line} begins a chain and is not the start of a gate` });
  });
}

/** Holds the end of each chain against what the next start of a gate found. */
function checkAfter(placed: readonly Placed[], chains: ReadonlyMap<string, readonly Placed[]>, problems: AuditProblem[]): void {
  for (const { entry, line } of placed) {
    if (entry.record !== "gate-started" || entry.after === null) continue;
    const { start, sequence, hash } = entry.after;
    const before = chains.get(start);
    if (before === undefined) {
      problems.push({
        kind: "missing",
        start,
        line,
        message: `the whole chain of the start before line ${line} is missing: ${sequence + 1} lines`,
      });
      continue;
    }
    const last = before.at(-1)!.entry.sequence;
    const named = before.find((one) => one.entry.sequence === sequence);
    if (last < sequence)
      problems.push({ kind: "cut-off", start, message: `the last ${sequence - last} lines of a chain are missing, by line ${line}` });
    // A gate that is killed has written one line more than it had noted, at most.
    else if (last > sequence + 1 || (named !== undefined && lineHash(named.text) !== hash))
      problems.push({ kind: "cut-off", start, message: `a chain ends otherwise than line ${line} found it` });
  }
}

function unended(placed: readonly Placed[]): string[] {
  const ended = new Set(placed.flatMap(({ entry }) => (entry.record === "request-ended" ? [entry.id] : [])));
  return placed.flatMap(({ entry }) => (entry.record === "request-started" && !ended.has(entry.id) ? [entry.id] : []));
}
