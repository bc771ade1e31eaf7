import { z } from "zod";

const count = z.int().min(0);

/**
 * How a resource type is covered: unknown, refused by a rule, the user's responsibility with a reason, evaluated by rules or proofs,
 * harmless.
 */
export const typeStates = ["unknown", "forbidden", "own", "judged", "harmless"] as const;

/** The types of the stack's resources, and what evaluates each; without components, whose members are evaluated individually. */
export const typesSchema = z.strictObject({
  /** Number of types in this state. */
  judged: count,
  harmless: count,
  unknown: count,
  forbidden: count,
  own: count,
  rows: z.array(
    z.strictObject({
      type: z.string(),
      state: z.enum(typeStates),
      /** Number of resources. */
      resources: count,
      /** Rules and proofs that evaluate it, or the reason why none is needed. */
      by: z.string(),
    }),
  ),
});

export type ReportedTypes = z.infer<typeof typesSchema>;
