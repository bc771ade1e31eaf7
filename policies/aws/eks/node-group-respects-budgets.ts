import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksNodeGroupRespectsBudgets: ResourceRule = {
  name: "aws-eks-node-group-respects-budgets",
  description: "An update of nodes waits for disruption budgets rather than overrule them.",
  severity: "low",
  enforcement: "mandatory",
  controls: ["D12"],
  frameworks: { nist80053r5: ["CP-10"] },
  database: "RDS.5: a failover leaves a replica standing.",
  remediation: "Set forceUpdateVersion to false.",
  types: ["aws:eks/nodeGroup:NodeGroup"],
  check: (group) => need(group.at("forceUpdateVersion").isOrAbsent(false), "must be false: pods would be ended against their budget"),
};
