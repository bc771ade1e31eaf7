import { z } from "zod";

const ids = z.array(z.string());

/** A rule of the policy pack, and how it went. */
export const ruleSchema = z.strictObject({
  name: z.string(),
  description: z.string(),
  severity: z.enum(["low", "medium", "high", "critical"]),
  enforcement: z.enum(["mandatory", "advisory"]),
  controls: ids,
  frameworks: z.strictObject({ cisEks: ids, fsbp: ids, nist80053r5: ids, checkov: ids, trivy: ids }),
  /** The rule for a database that this one mirrors. */
  database: z.string(),
  remediation: z.string(),
  /** How many resources it looked at; one that looked at none shows nothing. */
  judged: z.int().min(0),
  /** `advised`: an advisory rule that does not hold; it stops nothing. */
  outcome: z.enum(["holds", "broken", "advised", "waived", "undecided", "nothing to judge"]),
});

export type ReportedRule = z.infer<typeof ruleSchema>;
