import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksNodeGroupVersion: ResourceRule = {
  name: "aws-eks-node-group-version",
  description: "A node group pins its Kubernetes version.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D15"],
  frameworks: { fsbp: ["EKS.2"], nist80053r5: ["SI-2"] },
  database: "RDS.13: what runs is a version that was chosen.",
  remediation: "Set version.",
  types: ["aws:eks/nodeGroup:NodeGroup"],
  check: (group) => need(group.at("version").present(), "is missing: EKS would choose the version"),
};
