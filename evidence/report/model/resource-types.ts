import { z } from "zod";

const count = z.int().min(0);

/** How a type of resource is known: not at all, refused by a rule, the user's own for a reason of theirs, judged by rules or proofs, harmless. */
export const typeStates = ["unknown", "forbidden", "own", "judged", "harmless"] as const;

/** The types of the stack's resources, and what judges each; groups, whose members are judged one by one, are none of them. */
export const typesSchema = z.strictObject({
  /** How many types are so. */
  judged: count,
  harmless: count,
  unknown: count,
  forbidden: count,
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
