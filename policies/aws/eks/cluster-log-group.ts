import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const eksClusterLogGroup: StackRule = {
  name: "aws-eks-cluster-log-group",
  description: "The control plane's log group is created by the program, with encryption and retention, before the cluster.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D9", "D7"],
  frameworks: { checkov: ["CKV_AWS_158", "CKV_AWS_338"], trivy: ["AWS-0017"], nist80053r5: ["AU-11", "AU-9(3)"] },
  database: "RDS.9: logs of the database are kept.",
  remediation: "Add an aws.cloudwatch.LogGroup named /aws/eks/<cluster>/cluster.",
  checkStack: (stack) =>
    stack.of("aws:eks/cluster:Cluster").flatMap((cluster) =>
      about(
        cluster,
        need(
          stack.some(["aws:cloudwatch/logGroup:LogGroup"], (group) =>
            cluster.at("name").when({
              known: (name) => group.at("name").is(`/aws/eks/${name}/cluster`),
              unknown: (because) => Truth.unknown([because]),
              absent: () => Truth.of(false),
            }),
          ),
          "writes to a log group that EKS creates, without a key or retention; accepted: an aws.cloudwatch.LogGroup, and a cluster with a name",
          "logGroup",
        ),
      ),
    ),
};
