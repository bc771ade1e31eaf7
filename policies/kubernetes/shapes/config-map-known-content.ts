import { shapeDifferences } from "../../keep/judge.ts";
import type { StackRule } from "../../rule/rule.ts";

export const configMapKnownContent: StackRule = {
  name: "kubernetes-config-map-known-content",
  description: "Programs in ConfigMaps are the release's own, byte for byte.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D16", "D20"],
  frameworks: { nist80053r5: ["CM-7"] },
  database: "Functions of a database are those that were reviewed.",
  remediation: "Leave the programs as the release renders them.",
  checkStack: (stack) => shapeDifferences(stack, "config-map"),
};
