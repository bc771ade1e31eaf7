import { z } from "zod";

/** One step of a path that a person can follow. */
export const hopSchema = z.strictObject({
  /** URN of the resource; null for what no resource stands for, such as the internet. */
  urn: z.string().nullable(),
  name: z.string(),
  /** The input that opens this step. */
  property: z.string().nullable(),
  why: z.string(),
});

/** A path that is open, and what it shows. */
export const pathSchema = z.strictObject({ says: z.string(), hops: z.array(hopSchema) });

/** A claim about the stack as a whole, and what a proof of it came to. Lists that do not belong to the status are empty. */
export const proofSchema = z.strictObject({
  id: z.string(),
  claim: z.string(),
  controls: z.array(z.string()),
  status: z.enum(["proved", "refuted", "undecided"]),
  /** What a proof rests on and does not show itself. */
  assumptions: z.array(z.string()),
  /** What was looked at, for example `32 network interfaces`. */
  examined: z.array(z.string()),
  /** What is open and within the claim. */
  allowed: z.array(pathSchema),
  /** Each refutes the claim by itself. */
  counterexamples: z.array(pathSchema),
  /** What would have to be known. */
  unknown: z.array(z.string()),
});

export type ReportedHop = z.infer<typeof hopSchema>;
export type ReportedPath = z.infer<typeof pathSchema>;
export type ReportedProof = z.infer<typeof proofSchema>;
