import { shapeDifferences } from "../../keep/judge.ts";
import type { StackRule } from "../../rule/rule.ts";

export const configMapKnownContent: StackRule = {
  name: "kubernetes-config-map-known-content",
  description: "Programs in ConfigMaps are byte for byte those of the release.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D16", "D20"],
  frameworks: { nist80053r5: ["CM-7"] },
  database: "A database has only reviewed functions.",
  remediation: "Leave the programs as the release renders them.",
  checkStack: (stack) => shapeDifferences(stack, "config-map"),
};
