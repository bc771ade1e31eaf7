import type { RequestRecord } from "../serve/record.ts";
import type { AuditEvent } from "./chain.ts";

const whole = (milliseconds: number) => Math.round(milliseconds);

/** The line of a request that is about to go to the model server. */
export const startedEvent = ({ id, client, identity, route }: RequestRecord): AuditEvent => ({
  record: "request-started",
  id,
  client,
  identity: identity ?? null,
  route: route ?? "",
});

/** The line of a request that has ended. */
export const endedEvent = (record: RequestRecord): AuditEvent => ({
  record: "request-ended",
  id: record.id,
  client: record.client,
  identity: record.identity ?? null,
  route: record.route ?? null,
  outcome: record.outcome,
  rule: record.rule ?? null,
  status: record.status ?? null,
  inputTokens: record.usage?.inputTokens ?? null,
  outputTokens: record.usage?.outputTokens ?? null,
  bytesIn: record.bytesIn,
  bytesOut: record.bytesOut,
  waitedMs: whole(record.waitedMs),
  firstByteMs: record.firstByteMs === undefined ? null : whole(record.firstByteMs),
  totalMs: whole(record.totalMs),
});
