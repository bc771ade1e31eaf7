import { z } from "zod";

/** A signed, dated exception, and its state. */
export const waiverSchema = z.strictObject({
  rule: z.string(),
  resource: z.string(),
  reason: z.string(),
  owner: z.string(),
  /** Last day on which it is valid. */
  expires: z.string(),
  /** `in force` covers a violation; `expired` and `unused` ones are violations themselves. */
  state: z.enum(["in force", "expired", "unused"]),
  /** Ids of the controls of the waived rule. */
  controls: z.array(z.string()),
});

/** The result of a rule for a resource. */
export const findingSchema = z.strictObject({
  rule: z.string(),
  severity: z.enum(["low", "medium", "high", "critical"]),
  enforcement: z.enum(["mandatory", "advisory"]),
  kind: z.enum(["violation", "undecided", "waived"]),
  urn: z.string(),
  resource: z.string(),
  /** Its input, for example `vpcConfig.endpointPublicAccess`; empty for the resource itself. */
  path: z.string(),
  message: z.string(),
  /** Inputs whose values are unknown, of an undecided finding. */
  because: z.array(z.string()),
});

export type ReportedWaiver = z.infer<typeof waiverSchema>;
export type ReportedFinding = z.infer<typeof findingSchema>;
