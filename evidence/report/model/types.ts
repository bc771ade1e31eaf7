import { z } from "zod";

const count = z.int().min(0);

/** How a type of resource is known: judged by rules or proofs, harmless for a reason, the user's own for theirs, or not at all. */
export const typeStates = ["unknown", "own", "judged", "harmless"] as const;

/** The types of the stack's resources, and what judges each. */
export const typesSchema = z.strictObject({
  /** How many types are so. */
  judged: count,
  harmless: count,
  unknown: count,
  own: count,
  rows: z.array(
    z.strictObject({
      type: z.string(),
      state: z.enum(typeStates),
      /** Resources of this type. */
      resources: count,
      /** Rules and proofs that judge it, or the reason why nothing has to. */
      by: z.string(),
    }),
  ),
});

export type ReportedTypes = z.infer<typeof typesSchema>;
