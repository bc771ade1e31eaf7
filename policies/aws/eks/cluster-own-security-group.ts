import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksClusterOwnSecurityGroup: ResourceRule = {
  name: "aws-eks-cluster-own-security-group",
  description: "The control plane's network interfaces have a security group of the program.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { nist80053r5: ["AC-4", "SC-7(5)"] },
  database: "pg_hba.conf: what is not named is refused.",
  remediation: "Set vpcConfig.securityGroupIds.",
  types: ["aws:eks/cluster:Cluster"],
  check: (cluster) => need(cluster.at("vpcConfig", "securityGroupIds").items().empty().not(), "is missing; accepted: a group of its own"),
};
