import { need } from "../../../rule/outcome.ts";
import type { ResourceRule } from "../../../rule/rule.ts";

export const eksNodeGroupLaunchTemplate: ResourceRule = {
  name: "aws-eks-node-group-launch-template",
  description: "Nodes start from a launch template, which holds metadata, volumes and addresses to the rules.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D7", "D8"],
  frameworks: { fsbp: ["EC2.8"], checkov: ["CKV_AWS_79"], nist80053r5: ["AC-6"] },
  database: "RDS.35: instances start from a parameter group.",
  remediation: "Set launchTemplate.",
  types: ["aws:eks/nodeGroup:NodeGroup"],
  check: (group) =>
    need(
      group.at("launchTemplate", "id").present().or(group.at("launchTemplate", "name").present()),
      "is missing, so EKS's defaults apply (hop limit 2, volumes without a key of yours)",
      "launchTemplate",
    ),
};
