import { hash as digestOf } from "node:crypto";
import { z } from "zod";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const number = z.int().min(0);

/** Where a chain stands: the number and the hash of its last line. */
export const chainEndSchema = z.strictObject({ start: z.string().regex(/^[0-9a-f]{32}$/), sequence: number, hash });
export type ChainEnd = z.infer<typeof chainEndSchema>;

/** In each line: the start of the gate that wrote it, its number from 0, the time, and the hash of the line before (of zeros in the first). */
const chained = { start: chainEndSchema.shape.start, sequence: number, time: z.iso.datetime(), previous: hash };

/** By what the client was recognised; null where it was not. */
const identity = z.enum(["certificate", "token", "key"]).nullable();
const request = { id: z.string().max(128), client: z.string().max(64), identity, route: z.string().max(64) };

/** What the gate writes: names, numbers and rules, and no word of a request. */
export const auditLineSchema = z.discriminatedUnion("record", [
  z.strictObject({
    record: z.literal("gate-started"),
    ...chained,
    /** What judges: digest of the gate's own text, and of its settings. */
    gate: z.string().max(128),
    policy: z.string().max(128),
    model: z.string().max(256),
    /** Digest of the lockfile of the weights that the model server serves. */
    weights: z.string().max(128),
    /** Where the chain of the start before ended, on the same volume; null where there was none. */
    after: chainEndSchema.nullable(),
  }),
  /** Written before the model server gets anything. A start without an end is what a gate that was killed leaves. */
  z.strictObject({ record: z.literal("request-started"), ...chained, ...request }),
  z.strictObject({
    record: z.literal("request-ended"),
    ...chained,
    id: request.id,
    client: request.client,
    identity,
    route: z.string().max(64).nullable(),
    outcome: z.enum(["answered", "refused", "cancelled", "failed"]),
    rule: z.string().max(64).nullable(),
    status: number.nullable(),
    inputTokens: number.nullable(),
    outputTokens: number.nullable(),
    bytesIn: number,
    bytesOut: number,
    waitedMs: number,
    firstByteMs: number.nullable(),
    totalMs: number,
  }),
]);
export type AuditLine = z.infer<typeof auditLineSchema>;

/** Previous hash of the first line of a chain. */
export const noHash = "0".repeat(64);

/** SHA-256 of a line's text, without its line break. */
export const lineHash = (text: string): string => digestOf("sha256", text);
