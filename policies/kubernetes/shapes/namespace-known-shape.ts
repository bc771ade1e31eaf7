import { shapeDifferences } from "../../keep/judge.ts";
import type { StackRule } from "../../rule/rule.ts";

export const namespaceKnownShape: StackRule = {
  name: "kubernetes-namespace-known-shape",
  description: "The keep's namespaces, quotas, service accounts, priority classes and disruption budgets are as the release renders them.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D2", "D10", "D16"],
  frameworks: { nist80053r5: ["CM-7", "SC-5", "SC-6"] },
  database: "RDS.35: parameters are those of a reviewed group.",
  remediation: "Leave the object as the release renders it.",
  checkStack: (stack) => shapeDifferences(stack, "namespace"),
};
