import { z } from "zod";
import data from "./data/controls.json" with { type: "json" };
import { sourced } from "./sourced.ts";

const ids = z.array(z.string().min(1));

const controlSchema = z.strictObject({
  id: z.string().regex(/^D\d+$/),
  /** How a core database is secured. */
  database: z.string().min(1),
  /** The same for a model server. */
  model: z.string().min(1),
  /** Ids of public frameworks that require it. */
  frameworks: z.strictObject({ cisEks: ids, fsbp: ids, checkov: ids, trivy: ids, kubescape: ids, nist80053r5: ids, owaspLlm: ids }),
  /** Ids of database frameworks; some are marked as unverified. */
  databaseIds: z.strictObject({ fsbp: ids, cisPostgresql: ids, nist80053r5: ids }),
});

export const controlsSchema = z.strictObject({ controls: z.array(controlSchema), ...sourced });

/** How a database is secured, and the same for a model server: D1 to D21. */
export type Control = z.infer<typeof controlSchema>;

export const controls = (data as z.infer<typeof controlsSchema>).controls;
