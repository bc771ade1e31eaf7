import { shapeDifferences } from "../../keep/judge.ts";
import type { StackRule } from "../../rule/rule.ts";

export const roleKnownRights: StackRule = {
  name: "kubernetes-role-known-rights",
  description: "Operators have exactly the rights that the release renders, in the keep's namespaces.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D5", "D20"],
  frameworks: { nist80053r5: ["AC-6"] },
  database: "GRANT: privileges on a database are granted one by one.",
  remediation: "Leave the rights as the release renders them.",
  checkStack: (stack) => shapeDifferences(stack, "rights"),
};
