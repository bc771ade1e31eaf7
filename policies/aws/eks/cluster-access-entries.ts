import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksClusterAccessEntries: ResourceRule = {
  name: "aws-eks-cluster-access-entries",
  description: "Access to the cluster is granted only by access entries.",
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
      "keeps the aws-auth ConfigMap in effect, which is edited from inside the cluster; accepted: API",
    ),
};
