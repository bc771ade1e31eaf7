import { z } from "zod";

/**
 * - `broken`: a mandatory violation without a waiver, or a refuted proof
 * - `waived`: every violation has a waiver in force
 * - `partly`: a requirement is missing, something is undecided, an advisory rule does not hold, or no mandatory rule and no
 *   proof covers it
 * - `enforced`: all requirements are present, and every rule with something to evaluate holds, and every proof
 * - `not covered`: no rule had anything to evaluate, and no proof covers it
 */
export const controlStates = ["broken", "not covered", "partly", "waived", "enforced"] as const;

/** A control of the table, and its state in this stack. */
export const controlSchema = z.strictObject({
  id: z.string(),
  database: z.string(),
  model: z.string(),
  state: z.enum(controlStates),
  /** Why it is in that state, in one sentence. */
  reason: z.string(),
  /** Parts that this stack has, each with the number of resources by type. */
  here: z.array(z.string()),
  /** Names of the rules that enforce it, including those with nothing to evaluate here. */
  rules: z.array(z.string()),
  /** The resources that those rules evaluated, by type. */
  resources: z.array(z.strictObject({ type: z.string(), count: z.int().min(1) })),
  /** Names of the proofs that verify it. */
  proofs: z.array(z.string()),
  /** Tests of this repository that verify it on every change. */
  tests: z.array(z.strictObject({ file: z.string(), title: z.string() })),
  /** Its waivers in force: rules with resources. */
  waivers: z.array(z.strictObject({ rule: z.string(), resource: z.string(), expires: z.string() })),
});

/** One id of a public catalogue. */
export const frameworkEntrySchema = z.strictObject({
  id: z.string(),
  controls: z.array(z.string()),
  /** Rules that name the id. */
  rules: z.array(z.string()),
  state: z.enum(controlStates),
  /** Whether the state is from its own rules; otherwise it is the worst of its controls. */
  basis: z.enum(["rules", "controls"]),
});

export const frameworkSchema = z.strictObject({ key: z.string(), title: z.string(), entries: z.array(frameworkEntrySchema) });

export type ControlState = (typeof controlStates)[number];
export type ReportedControl = z.infer<typeof controlSchema>;
export type ReportedFramework = z.infer<typeof frameworkSchema>;
