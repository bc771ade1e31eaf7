import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksClusterLogTypes: ResourceRule = {
  name: "aws-eks-cluster-log-types",
  description: "All types of control plane logs are enabled.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D9"],
  frameworks: { cisEks: ["2.1.1"], fsbp: ["EKS.8"], checkov: ["CKV_AWS_37"], trivy: ["AWS-0038"], nist80053r5: ["AU-2", "AU-12"] },
  database: "RDS.9: every log of the database is published.",
  remediation: "Set enabledClusterLogTypes to api, audit, authenticator, controllerManager and scheduler.",
  types: ["aws:eks/cluster:Cluster"],
  check: (cluster) =>
    ["api", "audit", "authenticator", "controllerManager", "scheduler"].flatMap((type) =>
      need(
        cluster
          .at("enabledClusterLogTypes")
          .items()
          .some((one) => one.is(type))
          .at("enabledClusterLogTypes"),
        `does not include ${type}; accepted: all five types`,
      ),
    ),
};
