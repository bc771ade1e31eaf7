import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksClusterNoCreatorAdmin: ResourceRule = {
  name: "aws-eks-cluster-no-creator-admin",
  description: "The cluster's creator does not get permanent administrator access.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { cisEks: ["4.1.1"], fsbp: ["IAM.1"], nist80053r5: ["AC-2", "AC-6"] },
  database: "RDS.25: the default administrator is not in use.",
  remediation: "Set accessConfig.bootstrapClusterCreatorAdminPermissions to false.",
  types: ["aws:eks/cluster:Cluster"],
  check: (cluster) =>
    need(
      cluster.at("accessConfig", "bootstrapClusterCreatorAdminPermissions").is(false),
      "must be false: when unset, the creator is an administrator without an access entry",
    ),
};
