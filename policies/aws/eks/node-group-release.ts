import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksNodeGroupRelease: ResourceRule = {
  name: "aws-eks-node-group-release",
  description: "A node group pins the release of its AMI.",
  severity: "low",
  enforcement: "advisory",
  controls: ["D15"],
  frameworks: { nist80053r5: ["SI-2", "CM-14"] },
  database: "RDS.13: what runs is a version that was chosen.",
  remediation: "Set releaseVersion (maintenance.nodeRelease in a keep's settings).",
  types: ["aws:eks/nodeGroup:NodeGroup"],
  check: (group) => need(group.at("releaseVersion").present(), "is missing: EKS chooses the newest release when the node group is created"),
};
