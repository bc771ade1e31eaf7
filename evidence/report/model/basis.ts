import { z } from "zod";

/** A digest of something that determines what runs: equal digests in two reports mean equal content. */
export const digestSchema = z.strictObject({
  what: z.enum(["front door", "command", "scripts", "admission set"]),
  /** For example `ConfigMap modelkeep-mine-serving/chat-front-door` or `Deployment/chat: model-server`. */
  of: z.string(),
  /** Over the data as JSON with sorted keys; for a command over its words as a JSON list. */
  sha256: z.string(),
  /** Whether it matches the release; null where not compared. */
  released: z.boolean().nullable(),
  /** The words of a command; file names of scripts; names of the admission set. */
  parts: z.array(z.string()),
});

/** Source of a certificate or a CA. */
export const issuerSchema = z.strictObject({
  /** For example `Secret modelkeep-mine-serving/front-door-certificate: tls.crt, tls.key`. */
  secret: z.string(),
  /** Its use. */
  use: z.string(),
  /** Workloads that mount it. */
  usedBy: z.string(),
  /** Who writes it, in one sentence. */
  issuer: z.string(),
});

/** A limit, and what enforces it. */
export const limitSchema = z.strictObject({
  limit: z.string(),
  /** For example `support-bot 120, search 60`; in a stack with several models of each where they differ, `chat: 16; code: 24`. */
  value: z.string(),
  /** Null where nothing enforces it yet. */
  enforcedBy: z.string().nullable(),
});

/** The basis of a verdict in addition to rules and proofs. */
export const basisSchema = z.strictObject({
  digests: z.array(digestSchema),
  issuers: z.array(issuerSchema),
  limits: z.array(limitSchema),
});

export type ReportedDigest = z.infer<typeof digestSchema>;
export type ReportedIssuer = z.infer<typeof issuerSchema>;
export type ReportedLimit = z.infer<typeof limitSchema>;
export type ReportedBasis = z.infer<typeof basisSchema>;
