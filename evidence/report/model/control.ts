import { z } from "zod";

/**
 * - `broken`: a mandatory violation that nobody waived, or a refuted proof
 * - `waived`: every violation has a waiver in force
 * - `partly`: something that it asks for is not here, something is undecided, an advisory rule does not hold, or no mandatory rule and no
 *   proof stands for it
 * - `enforced`: all that it asks for is here, and every rule that had something to judge holds, and every proof
 * - `not covered`: no rule had anything to judge, and no proof stands for it
 */
export const controlStates = ["broken", "not covered", "partly", "waived", "enforced"] as const;

/** One control of the table, and how this stack stands to it. */
export const controlSchema = z.strictObject({
  id: z.string(),
  database: z.string(),
  model: z.string(),
  state: z.enum(controlStates),
  /** Why it is in that state, in one sentence. */
  reason: z.string(),
  /** What of it this stack has: each part, and of how many resources of which type. */
  here: z.array(z.string()),
  /** Names of the rules that enforce it, with what they judge here; those with nothing to judge are among them. */
  rules: z.array(z.string()),
  /** The resources that those rules looked at, by type. */
  resources: z.array(z.strictObject({ type: z.string(), count: z.int().min(1) })),
  /** Names of the proofs that show it. */
  proofs: z.array(z.string()),
  /** Tests of this repository that show it on every change. */
  tests: z.array(z.strictObject({ file: z.string(), title: z.string() })),
  /** Rules of its waivers in force, with their resources. */
  waivers: z.array(z.strictObject({ rule: z.string(), resource: z.string(), expires: z.string() })),
});

/** One id of a public catalogue. */
export const frameworkEntrySchema = z.strictObject({
  id: z.string(),
  controls: z.array(z.string()),
  /** Rules that name the id. */
  rules: z.array(z.string()),
  state: z.enum(controlStates),
  /** Whether the state is that of its own rules; otherwise it is that of its controls, the worst first. */
  basis: z.enum(["rules", "controls"]),
});

export const frameworkSchema = z.strictObject({ key: z.string(), title: z.string(), entries: z.array(frameworkEntrySchema) });

export type ControlState = (typeof controlStates)[number];
export type ReportedControl = z.infer<typeof controlSchema>;
export type ReportedFramework = z.infer<typeof frameworkSchema>;
