import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksClusterAccessEntries: ResourceRule = {
  name: "aws-eks-cluster-access-entries",
  description: "Who enters the cluster is decided by access entries alone.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { cisEks: ["4.1.1"], nist80053r5: ["AC-2", "AC-3"] },
  database: "RDS.12: identities come from IAM, not from a table in the database.",
  remediation: "Set accessConfig.authenticationMode to API.",
  types: ["aws:eks/cluster:Cluster"],
  check: (cluster) =>
    need(
      cluster.at("accessConfig", "authenticationMode").is("API"),
      "leaves the aws-auth map in force, which anybody in the cluster may edit; accepted is API",
    ),
};
