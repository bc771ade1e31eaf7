import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksNodeGroupRelease: ResourceRule = {
  name: "aws-eks-node-group-release",
  description: "Nodes name the release of their image, so that a reviewed one runs.",
  severity: "low",
  enforcement: "advisory",
  controls: ["D15"],
  frameworks: { nist80053r5: ["SI-2", "CM-14"] },
  database: "RDS.13: what runs is a version that was chosen.",
  remediation: "Set releaseVersion (maintenance.nodeRelease in a keep's settings).",
  types: ["aws:eks/nodeGroup:NodeGroup"],
  check: (group) => need(group.at("releaseVersion").present(), "is missing: EKS takes its newest release when the pool is created"),
};
