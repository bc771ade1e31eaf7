import { forbid } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const iamRoleNoBroadManagedPolicy: ResourceRule = {
  name: "aws-iam-role-no-broad-managed-policy",
  description: "No role has a broad AWS managed policy.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { fsbp: ["IAM.1", "IAM.21"], nist80053r5: ["AC-6"] },
  database: "RDS.24: an application never connects as the superuser.",
  remediation: "Write a policy with the actions in use.",
  types: [
    "aws:iam/role:Role",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:iam/policyAttachment:PolicyAttachment",
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
  ],
  check: (role) =>
    role
      .at("managedPolicyArns")
      .items()
      .concat(role.at("policyArn").items())
      .concat(role.at("policyArns").items())
      .each((arn) =>
        forbid(
          arn.matches(
            /:policy\/(.*\/)?(\w*FullAccess|AdministratorAccess\S*|PowerUserAccess|SystemAdministrator|SecretsManagerReadWrite|AmazonEKS_CNI_Policy|AmazonSSMManagedInstanceCore)$/,
          ),
          "violates least privilege; accepted: a policy with the actions in use",
        ),
      ),
};
