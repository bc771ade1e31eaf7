import { z } from "zod";

/** Something that decides what runs, as a digest: two reports with the same are about the same. */
export const digestSchema = z.strictObject({
  what: z.enum(["front door", "command", "scripts", "admission set"]),
  /** For example `ConfigMap modelkeep-mine-serving/chat-front-door` or `Deployment/chat: model-server`. */
  of: z.string(),
  /** Over the data as JSON with sorted keys; of a command over the list of its words as JSON. */
  sha256: z.string(),
  /** Whether it is as the release renders it; null where that was not compared. */
  released: z.boolean().nullable(),
  /** The words of a command; file names of scripts; names of the admission set. */
  parts: z.array(z.string()),
});

/** Where a certificate or an authority comes from. */
export const issuerSchema = z.strictObject({
  /** For example `Secret modelkeep-mine-serving/front-door-certificate: tls.crt, tls.key`. */
  secret: z.string(),
  /** What it is for. */
  use: z.string(),
  /** Containers' workloads that mount it. */
  usedBy: z.string(),
  /** Who writes it, in one sentence. */
  issuer: z.string(),
});

/** A limit, and what holds it. */
export const limitSchema = z.strictObject({
  limit: z.string(),
  /** For example `support-bot 120, search 60`; in a stack with several models of each where they differ, `chat: 16; code: 24`. */
  value: z.string(),
  /** Null where nothing enforces it yet. */
  enforcedBy: z.string().nullable(),
});

/** What a verdict rests on beside rules and proofs. */
export const basisSchema = z.strictObject({
  digests: z.array(digestSchema),
  issuers: z.array(issuerSchema),
  limits: z.array(limitSchema),
});

export type ReportedDigest = z.infer<typeof digestSchema>;
export type ReportedIssuer = z.infer<typeof issuerSchema>;
export type ReportedLimit = z.infer<typeof limitSchema>;
export type ReportedBasis = z.infer<typeof basisSchema>;
