import { z } from "zod";

const ids = z.array(z.string());

/** A rule of the policy pack, and its outcome. */
export const ruleSchema = z.strictObject({
  name: z.string(),
  description: z.string(),
  severity: z.enum(["low", "medium", "high", "critical"]),
  enforcement: z.enum(["mandatory", "advisory"]),
  controls: ids,
  frameworks: z.strictObject({ cisEks: ids, fsbp: ids, nist80053r5: ids, checkov: ids, trivy: ids }),
  /** The equivalent rule for a database. */
  database: z.string(),
  remediation: z.string(),
  /** Number of resources evaluated; without any, the rule shows nothing. */
  judged: z.int().min(0),
  /** `advised`: an advisory rule that does not hold; it blocks nothing. */
  outcome: z.enum(["holds", "broken", "advised", "waived", "undecided", "nothing to judge"]),
});

export type ReportedRule = z.infer<typeof ruleSchema>;
