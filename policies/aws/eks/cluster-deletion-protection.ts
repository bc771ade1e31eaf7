import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksClusterDeletionProtection: ResourceRule = {
  name: "aws-eks-cluster-deletion-protection",
  description: "The cluster has deletion protection.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D14"],
  frameworks: { nist80053r5: ["CP-2"] },
  database: "RDS.7 and RDS.8: deletion protection is on.",
  remediation: "Set deletionProtection to true.",
  types: ["aws:eks/cluster:Cluster"],
  check: (cluster) => need(cluster.at("deletionProtection").is(true), "must be true"),
};
