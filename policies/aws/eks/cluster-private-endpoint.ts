import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksClusterPrivateEndpoint: ResourceRule = {
  name: "aws-eks-cluster-private-endpoint",
  description: "The Kubernetes API endpoint is private.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: {
    cisEks: ["5.4.1", "5.4.2"],
    fsbp: ["EKS.1"],
    checkov: ["CKV_AWS_38", "CKV_AWS_39"],
    trivy: ["AWS-0040", "AWS-0041"],
    nist80053r5: ["SC-7", "AC-17"],
  },
  database: "RDS.2: a database instance is not publicly accessible.",
  remediation: "Set vpcConfig.endpointPublicAccess to false and endpointPrivateAccess to true.",
  types: ["aws:eks/cluster:Cluster"],
  check: (cluster) => [
    ...need(cluster.at("vpcConfig", "endpointPublicAccess").is(false), "must be false: when unset, the endpoint is open to the internet"),
    ...need(cluster.at("vpcConfig", "endpointPrivateAccess").is(true), "must be true: when unset, nodes use the API's public address"),
  ],
};
