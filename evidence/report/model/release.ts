import { z } from "zod";

/** The release of some program files, with differences by file. */
export const programSchema = z.strictObject({
  state: z.enum(["unmodified", "modified", "no release"]),
  version: z.string().nullable(),
  /** SHA-256 of the release manifest, to compare with the published one. */
  digest: z.string().nullable(),
  differing: z.array(z.strictObject({ path: z.string(), how: z.enum(["changed", "added", "missing"]) })),
});

/** Values as JSON; null where there is none. */
const placeSchema = z.strictObject({
  path: z.string(),
  rendered: z.string().nullable(),
  here: z.string().nullable(),
  /** Whether the value here is hidden, so that it cannot be compared. */
  hidden: z.boolean(),
});

/** A Kubernetes object that differs from the release. */
export const objectDifferenceSchema = z.strictObject({
  how: z.enum(["changed", "added", "missing"]),
  type: z.string(),
  name: z.string(),
  places: z.array(placeSchema),
});

/** The release of a stack, and differences from it. */
export const releaseSchema = z.strictObject({
  /** Summary of the kit's files, in one sentence; the list of differing files is truncated. */
  sentence: z.string(),
  /** The kit that produced the report. */
  kit: programSchema,
  /** The previewed program, if it is not the kit's. */
  program: programSchema.nullable(),
  rendering: z.strictObject({
    /** `no keep`: no release of the kit renders this stack. */
    state: z.enum(["as rendered", "differs", "undecided", "failed", "no keep", "not compared"]),
    /** Summary of the stack's objects, in one sentence. */
    sentence: z.string(),
    /** How many objects the release renders. */
    objects: z.int().min(0),
    differences: z.array(objectDifferenceSchema),
  }),
});

export type ReportedProgram = z.infer<typeof programSchema>;
export type ReportedObjectDifference = z.infer<typeof objectDifferenceSchema>;
export type ReportedRelease = z.infer<typeof releaseSchema>;
