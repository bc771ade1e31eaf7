import { forbid, when } from "../../rule/outcome.ts";
import { identityPolicies, identityPolicyTypes } from "../../rule/policies-of.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";

/**
 * Actions that allow privilege escalation. Source: "AWS IAM Privilege Escalation Methods", Rhino Security Labs, and iam-vulnerable: the methods
 * through IAM and STS.
 */
const escalations = [
  "iam:CreatePolicyVersion",
  "iam:SetDefaultPolicyVersion",
  "iam:AttachRolePolicy",
  "iam:PutRolePolicy",
  "iam:AttachUserPolicy",
  "iam:PutUserPolicy",
  "iam:AddUserToGroup",
  "iam:UpdateAssumeRolePolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:UpdateLoginProfile",
  "iam:DeleteRolePermissionsBoundary",
  "kms:PutKeyPolicy",
  "s3:PutBucketPolicy",
  "eks:CreateAccessEntry",
  "eks:AssociateAccessPolicy",
];

export const iamPolicyNoPrivilegeEscalation: ResourceRule = {
  name: "aws-iam-policy-no-privilege-escalation",
  description: "No policy allows privilege escalation.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { fsbp: ["IAM.1"], nist80053r5: ["AC-6", "AC-2"] },
  database: "RDS.24: an application never connects as a role that can create roles.",
  remediation: "Remove the actions; the deploying role changes roles and policies, outside of this stack.",
  types: identityPolicyTypes,
  check: (policy) =>
    identityPolicies(policy).each((document) =>
      statementsOf(document).each((statement) =>
        when(statement.allows(), () =>
          escalations.flatMap((action) =>
            forbid(statement.covers(action), `allows ${action}, which permits privilege escalation; accepted: a policy without it`),
          ),
        ),
      ),
    ),
};
