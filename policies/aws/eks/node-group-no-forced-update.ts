import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksNodeGroupNoForcedUpdate: ResourceRule = {
  name: "aws-eks-node-group-no-forced-update",
  description: "Node updates respect PodDisruptionBudgets.",
  severity: "low",
  enforcement: "mandatory",
  controls: ["D12"],
  frameworks: { nist80053r5: ["CP-10"] },
  database: "RDS.5: a failover keeps a replica running.",
  remediation: "Set forceUpdateVersion to false.",
  types: ["aws:eks/nodeGroup:NodeGroup"],
  check: (group) =>
    need(group.at("forceUpdateVersion").isOrAbsent(false), "must be false: pods would be evicted against their PodDisruptionBudget"),
};
