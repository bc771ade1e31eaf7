import { z } from "zod";
import { nodeTrialSchema } from "../../../catalog/node-trial.ts";

/** What was tried on a real node. */
export const reportedTrialSchema = z.strictObject({
  sentence: z.string(),
  /** The recorded run; null where none is recorded. */
  run: nodeTrialSchema.nullable(),
  /** Whether the files that render objects are those that were tried; null where no run is recorded. */
  current: z.boolean().nullable(),
  /** Controls of this stack that no held trial shows: what the report claims of them rests on the preview, and on tests without a node. */
  untried: z.array(z.string()),
});

export type ReportedTrial = z.infer<typeof reportedTrialSchema>;
