import { z } from "zod";

/** A signed, dated exception, and what became of it. */
export const waiverSchema = z.strictObject({
  rule: z.string(),
  resource: z.string(),
  reason: z.string(),
  owner: z.string(),
  /** Last day on which it holds. */
  expires: z.string(),
  /** `in force` holds for a violation; `expired` and `unused` ones are violations of their own. */
  state: z.enum(["in force", "expired", "unused"]),
  /** Ids of the controls that the waived rule stands for. */
  controls: z.array(z.string()),
});

/** What one rule says of one resource. */
export const findingSchema = z.strictObject({
  rule: z.string(),
  severity: z.enum(["low", "medium", "high", "critical"]),
  enforcement: z.enum(["mandatory", "advisory"]),
  kind: z.enum(["violation", "undecided", "waived"]),
  urn: z.string(),
  resource: z.string(),
  /** Input that it is about, for example `vpcConfig.endpointPublicAccess`; empty for the resource as such. */
  path: z.string(),
  message: z.string(),
  /** Inputs whose values are unknown, of an undecided finding. */
  because: z.array(z.string()),
});

export type ReportedWaiver = z.infer<typeof waiverSchema>;
export type ReportedFinding = z.infer<typeof findingSchema>;
