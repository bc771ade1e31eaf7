import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksClusterRoutedEgress: ResourceRule = {
  name: "aws-eks-cluster-routed-egress",
  description: "Control plane egress is routed through the VPC, where it has no internet route and flow logs record it.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1", "D9"],
  frameworks: { nist80053r5: ["SC-7", "AU-12"] },
  database: "RDS.18: a database server opens no connection that its network does not record.",
  remediation: "Set vpcConfig.controlPlaneEgressMode to CUSTOMER_ROUTED.",
  types: ["aws:eks/cluster:Cluster"],
  check: (cluster) =>
    need(
      cluster.at("vpcConfig", "controlPlaneEgressMode").is("CUSTOMER_ROUTED"),
      "lets the API server's egress bypass the VPC; accepted: CUSTOMER_ROUTED",
    ),
};
