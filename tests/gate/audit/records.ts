import { AuditChain, type AuditEvent } from "../../../gate/audit/chain.ts";
import type { AuditLine, ChainEnd } from "../../../gate/audit/line.ts";
import { type LogLine, logLines } from "../../../gate/audit/log-lines.ts";
import { type Placed, verifyAudit } from "../../../gate/audit/verify.ts";

const digest = "sha256:0";

/** The start of a gate. */
export const started = (after: ChainEnd | null = null, model = "deepseek"): AuditEvent => ({
  record: "gate-started",
  gate: digest,
  policy: digest,
  model,
  weights: digest,
  after,
});

/** A request that is about to go to the model server. */
export const begun = (id: string): AuditEvent => ({
  record: "request-started",
  id,
  client: "notebook",
  identity: "certificate",
  route: "chat-completions",
});

/** The end of a request of the client `notebook`, which was answered. */
export const ended = (id: string, otherwise: Partial<Extract<AuditLine, { record: "request-ended" }>> = {}): AuditEvent => ({
  record: "request-ended",
  id,
  client: "notebook",
  identity: "certificate",
  route: "chat-completions",
  outcome: "answered",
  rule: null,
  status: 200,
  inputTokens: 5,
  outputTokens: 7,
  bytesIn: 80,
  bytesOut: 40,
  waitedMs: 0,
  firstByteMs: 3,
  totalMs: 9,
  ...otherwise,
});

/** The log of one start of a gate. @param time of every record, in milliseconds since 1970 */
export function logOf(events: readonly AuditEvent[], time = 0, start = "a".repeat(32)): LogLine[] {
  const chain = new AuditChain(start);
  return logLines(events.map((event) => chain.append(event, time)).join("\n"));
}

/** The records of a log in which nothing is wrong. */
export function recordsOf(log: readonly LogLine[]): readonly Placed[] {
  const { records, problems } = verifyAudit(log);
  if (problems.length > 0) throw new Error(problems[0]!.message);
  return records;
}
