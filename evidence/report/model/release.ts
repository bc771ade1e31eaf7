import { z } from "zod";

/** Which release some program files are, file by file. */
export const programSchema = z.strictObject({
  state: z.enum(["unmodified", "modified", "no release"]),
  version: z.string().nullable(),
  /** SHA-256 of the release's manifest: compare it with the one that was published. */
  digest: z.string().nullable(),
  differing: z.array(z.strictObject({ path: z.string(), how: z.enum(["changed", "added", "missing"]) })),
});

/** Values as JSON; null where nothing stands there. */
const placeSchema = z.strictObject({
  path: z.string(),
  rendered: z.string().nullable(),
  here: z.string().nullable(),
  /** Whether what stands here is hidden, so that nobody can say whether it differs. */
  hidden: z.boolean(),
});

/** A Kubernetes object that is not as the release renders it. */
export const objectDifferenceSchema = z.strictObject({
  how: z.enum(["changed", "added", "missing"]),
  type: z.string(),
  name: z.string(),
  places: z.array(placeSchema),
});

/** From what release a stack is, and what differs from it. */
export const releaseSchema = z.strictObject({
  /** About the files of the kit, in one sentence; the list of those that differ is cut. */
  sentence: z.string(),
  /** The kit that judged. */
  kit: programSchema,
  /** The program that was previewed, where it is another than the kit's. */
  program: programSchema.nullable(),
  rendering: z.strictObject({
    /** `no keep`: no release of the kit made this stack. */
    state: z.enum(["as rendered", "differs", "undecided", "failed", "no keep", "not compared"]),
    /** About the objects of the stack, in one sentence. */
    sentence: z.string(),
    /** How many objects the release renders. */
    objects: z.int().min(0),
    differences: z.array(objectDifferenceSchema),
  }),
});

export type ReportedProgram = z.infer<typeof programSchema>;
export type ReportedObjectDifference = z.infer<typeof objectDifferenceSchema>;
export type ReportedRelease = z.infer<typeof releaseSchema>;
