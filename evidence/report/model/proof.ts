import { z } from "zod";

/** One step of a path. */
export const hopSchema = z.strictObject({
  /** URN of the resource; null for a place without a resource, such as the internet. */
  urn: z.string().nullable(),
  name: z.string(),
  /** The input that opens this step. */
  property: z.string().nullable(),
  why: z.string(),
});

/** An open path, with a summary. */
export const pathSchema = z.strictObject({ says: z.string(), hops: z.array(hopSchema) });

/** A claim about the whole stack, and the result of its proof. Lists that do not apply to the status are empty. */
export const proofSchema = z.strictObject({
  id: z.string(),
  claim: z.string(),
  controls: z.array(z.string()),
  status: z.enum(["proved", "refuted", "undecided"]),
  /** Assumptions of the proof. */
  assumptions: z.array(z.string()),
  /** What was examined, for example `32 network interfaces`. */
  examined: z.array(z.string()),
  /** Open paths that the claim allows. */
  allowed: z.array(pathSchema),
  /** Each of them refutes the claim. */
  counterexamples: z.array(pathSchema),
  /** Missing information. */
  unknown: z.array(z.string()),
});

export type ReportedHop = z.infer<typeof hopSchema>;
export type ReportedPath = z.infer<typeof pathSchema>;
export type ReportedProof = z.infer<typeof proofSchema>;
