import { forbid, when } from "../../rule/outcome.ts";
import { identityPolicies, identityPolicyTypes } from "../../rule/policy-places.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";

/** Ways to more rights. Source: "AWS IAM Privilege Escalation Methods", Rhino Security Labs, and iam-vulnerable: the ways through IAM and STS. */
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

export const iamPolicyNoEscalation: ResourceRule = {
  name: "aws-iam-policy-no-escalation",
  description: "No policy lets its bearer give itself more rights.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { fsbp: ["IAM.1"], nist80053r5: ["AC-6", "AC-2"] },
  database: "RDS.24: an application never works as a role that may create roles.",
  remediation: "Remove the actions; roles and policies are changed by the deploying role, outside of this stack.",
  types: identityPolicyTypes,
  check: (policy) =>
    identityPolicies(policy).each((document) =>
      statementsOf(document).each((statement) =>
        when(statement.allows(), () =>
          escalations.flatMap((action) =>
            forbid(statement.covers(action), `allows ${action}, by which more rights can be had; accepted is a policy without it`),
          ),
        ),
      ),
    ),
};
