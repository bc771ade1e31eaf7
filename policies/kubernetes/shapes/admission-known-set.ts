import { shapeDifferences } from "../../keep/judge.ts";
import type { StackRule } from "../../rule/rule.ts";

export const admissionKnownSet: StackRule = {
  name: "kubernetes-admission-known-set",
  description: "Admission policies are exactly those of the release, each bound to the keep's namespaces.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D20", "D16"],
  frameworks: { nist80053r5: ["CM-7"] },
  database: "RDS.35: parameters are those of a reviewed group.",
  remediation: "Leave the admission set as the release renders it.",
  checkStack: (stack) => shapeDifferences(stack, "admission"),
};
