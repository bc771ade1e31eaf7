import { forbid } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const iamRoleNoWideManagedPolicy: ResourceRule = {
  name: "aws-iam-role-no-wide-managed-policy",
  description: "No role has one of AWS's policies for everything.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { fsbp: ["IAM.1", "IAM.21"], nist80053r5: ["AC-6"] },
  database: "RDS.24: an application never works as the superuser.",
  remediation: "Write a policy of the actions in use.",
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
          "allows far more than is in use; accepted is a policy of its own",
        ),
      ),
};
