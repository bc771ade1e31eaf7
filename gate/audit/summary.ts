import type { AuditLine } from "./line.ts";
import type { Placed } from "./verify.ts";

/** What one client asked of one model on one day. */
export interface AuditSum {
  /** Calendar date in UTC, `YYYY-MM-DD`, on which the requests ended. */
  day: string;
  /** Name of the client; empty for those whom no setting names. */
  client: string;
  model: string;
  requests: number;
  answered: number;
  cancelled: number;
  failed: number;
  refused: number;
  /** Requests refused, by rule. */
  refusedBy: Readonly<Record<string, number>>;
  /** As the model server counted; requests of which it did not say are in {@link uncounted}. */
  inputTokens: number;
  outputTokens: number;
  /** Requests that the model server answered without a count of their tokens: streams that their clients left, and answers that broke off. */
  uncounted: number;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] extends Readonly<Record<string, number>> ? Record<string, number> : T[Key] };
type Ended = Extract<AuditLine, { record: "request-ended" }>;

/**
 * Sums of the gate's records by day, client and model, in that order. A record names no model, since a gate has one: it is that of the start of its
 * chain, so records of a chain whose start is not among them are of an unknown model.
 */
export function sumAudit(records: readonly Placed[]): AuditSum[] {
  const models = new Map(records.flatMap(({ entry }) => (entry.record === "gate-started" ? [[entry.start, entry.model] as const] : [])));
  const sums = new Map<string, Mutable<AuditSum>>();
  for (const { entry } of records) {
    if (entry.record !== "request-ended") continue;
    const of = { day: entry.time.slice(0, 10), client: entry.client, model: models.get(entry.start) ?? "unknown" };
    const key = JSON.stringify(Object.values(of));
    const sum = sums.get(key) ?? { ...of, ...nothing() };
    sums.set(key, add(sum, entry));
  }
  return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

const nothing = () => ({
  requests: 0,
  answered: 0,
  cancelled: 0,
  failed: 0,
  refused: 0,
  refusedBy: {},
  inputTokens: 0,
  outputTokens: 0,
  uncounted: 0,
});

function add(sum: Mutable<AuditSum>, { outcome, route, rule, status, inputTokens, outputTokens }: Ended): Mutable<AuditSum> {
  sum.requests += 1;
  sum[outcome] += 1;
  if (rule !== null) sum.refusedBy[rule] = (sum.refusedBy[rule] ?? 0) + 1;
  sum.inputTokens += inputTokens ?? 0;
  sum.outputTokens += outputTokens ?? 0;
  const tokens = outcome !== "refused" && route !== "models" && status !== null && status < 400;
  if (tokens && inputTokens === null) sum.uncounted += 1;
  return sum;
}
