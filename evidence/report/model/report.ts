import { z } from "zod";
import { policySchema, principalSchema } from "./access.ts";
import { basisSchema } from "./basis.ts";
import { controlSchema, controlStates, frameworkSchema } from "./control.ts";
import { findingSchema, waiverSchema } from "./finding.ts";
import { flowsSchema } from "./flow.ts";
import { advisoriesSchema, inventorySchema } from "./inventory.ts";
import { proofSchema } from "./proof.ts";
import { releaseSchema } from "./release.ts";
import { typesSchema } from "./resource-types.ts";
import { ruleSchema } from "./rule.ts";
import { reportedTrialSchema } from "./trial.ts";

const count = z.int().min(0);

/** `shape only`: it could be approved, but an image or the weights are not fixed yet, so it is unknown what would run. */
export const verdictStates = ["reject", "undecided", "shape only", "accept with waivers", "accept"] as const;

/** Version of this schema; a release reads only its own version. */
export const reportVersion = "modelkeep-evidence/4";

/** The evidence about a stack, as plain values. The same stack, kit and date give a byte-identical report. */
export const reportSchema = z.strictObject({
  schema: z.literal(reportVersion),
  subject: z.strictObject({
    project: z.string(),
    stack: z.string(),
    /** `eks` or `existing`; `other` for a program that is not a keep. */
    target: z.enum(["eks", "existing", "other"]),
    /** AWS account, if the settings name one. */
    account: z.string().nullable(),
    /** The models that it serves: a name, and in a stack with several `chat: NAME` or `chat, next version: NAME`. */
    models: z.array(z.string()),
    resources: count,
    /** SHA-256 over the previewed resources: equal in reports about the same program and settings. */
    fingerprint: z.string(),
  }),
  /** Date of the report, at which waivers were evaluated, `YYYY-MM-DD`. */
  asOf: z.string(),
  /** The settings file, and its commit; null where this was not determined. */
  settings: z
    .strictObject({
      file: z.string(),
      sha256: z.string(),
      /** Null outside of git. `dirty`: the file, or a file that it names, differs from that commit. */
      commit: z.strictObject({ id: z.string(), dirty: z.boolean() }).nullable(),
    })
    .nullable(),
  verdict: z.strictObject({ state: z.enum(verdictStates), sentence: z.string(), steps: z.array(z.string()) }),
  release: releaseSchema,
  basis: basisSchema,
  /** Absent where types were not determined. */
  types: typesSchema.optional(),
  counts: z.strictObject({
    rules: z.strictObject({ holds: count, broken: count, advised: count, waived: count, undecided: count, "nothing to judge": count }),
    proofs: z.strictObject({ proved: count, refuted: count, undecided: count }),
    controls: z.record(z.enum(controlStates), count),
    findings: z.strictObject({ mandatory: count, advisory: count, waived: count, undecided: count }),
  }),
  findings: z.array(findingSchema),
  waivers: z.array(waiverSchema),
  proofs: z.array(proofSchema),
  flows: flowsSchema,
  principals: z.array(principalSchema),
  controls: z.array(controlSchema),
  trial: reportedTrialSchema,
  frameworks: z.array(frameworkSchema),
  rules: z.array(ruleSchema),
  policies: z.array(policySchema),
  inventory: inventorySchema,
  advisories: advisoriesSchema,
  risks: z.array(z.strictObject({ title: z.string(), text: z.string() })),
});

export type Report = z.infer<typeof reportSchema>;
export type VerdictState = (typeof verdictStates)[number];
