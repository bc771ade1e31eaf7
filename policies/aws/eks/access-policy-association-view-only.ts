import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksAccessPolicyAssociationViewOnly: ResourceRule = {
  name: "aws-eks-access-policy-association-view-only",
  description: "Who does not administer the cluster only looks: no exec, no port-forward, no Secrets.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5", "D18"],
  frameworks: { cisEks: ["4.1.2", "4.1.10"], nist80053r5: ["AC-3", "AC-6"] },
  database: "GRANT SELECT: readers read.",
  remediation: "Use AmazonEKSViewPolicy, and a role of Kubernetes for more.",
  types: ["aws:eks/accessPolicyAssociation:AccessPolicyAssociation"],
  check: (association) =>
    need(
      association.at("policyArn").matches(/\/(AmazonEKSClusterAdminPolicy|AmazonEKSViewPolicy)$/),
      "includes exec, port-forward or Secrets; accepted is AmazonEKSViewPolicy, and AmazonEKSClusterAdminPolicy for few",
    ),
};
