import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksAccessPolicyAssociationViewOnly: ResourceRule = {
  name: "aws-eks-access-policy-association-view-only",
  description: "Users other than administrators have view-only access: no exec, no port-forward, no Secrets.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5", "D18"],
  frameworks: { cisEks: ["4.1.2", "4.1.10"], nist80053r5: ["AC-3", "AC-6"] },
  database: "GRANT SELECT: readers only read.",
  remediation: "Use AmazonEKSViewPolicy, and a Kubernetes role for more.",
  types: ["aws:eks/accessPolicyAssociation:AccessPolicyAssociation"],
  check: (association) =>
    need(
      association.at("policyArn").matches(/\/(AmazonEKSClusterAdminPolicy|AmazonEKSViewPolicy)$/),
      "allows exec, port-forward or Secrets; accepted: AmazonEKSViewPolicy, and AmazonEKSClusterAdminPolicy for few",
    ),
};
