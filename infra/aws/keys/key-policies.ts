import { arnsOf, type KeyPurpose, type Place } from "../names.ts";
import { type PolicyDocument, policyDocument, type Statement } from "../policy-document.ts";
import { type KeyRoles, usesOf } from "./key-uses.ts";

/**
 * Administration of a key without its use: no Encrypt, Decrypt or GenerateDataKey, and no CreateGrant, which would be a way to
 * all three. PutKeyPolicy remains, so that the policy can change at all; each use of it raises an alarm.
 */
const administration = [
  "kms:DescribeKey",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListKeyRotations",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:RevokeGrant",
  "kms:EnableKey",
  "kms:DisableKey",
  "kms:EnableKeyRotation",
  "kms:DisableKeyRotation",
  "kms:CreateAlias",
  "kms:UpdateAlias",
  "kms:DeleteAlias",
  "kms:UpdateKeyDescription",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:ScheduleKeyDeletion",
  "kms:CancelKeyDeletion",
];

/**
 * Who administers a key: the deploying role, and the account's root user.
 *
 * The principal is the account, narrowed by `aws:PrincipalArn`, for two reasons. A role named as the principal must exist when the
 * policy is written, or KMS refuses it as malformed; and KMS keeps the role's inner id, so that a role deleted and made again under
 * the same name would be locked out. The root user stands in the list because a key whose every administrator is gone can be
 * repaired by AWS Support alone. KMS itself refuses a policy under which its writer could not write the next one.
 */
export function administeredBy(place: Place, deployer: string): Statement {
  const { accountRoot, role } = arnsOf(place);
  return {
    Sid: "DeployerAdministers",
    Effect: "Allow",
    Principal: { AWS: accountRoot },
    Action: administration,
    Resource: "*", // in a key policy: this key
    Condition: { ArnEquals: { "aws:PrincipalArn": [role(deployer), accountRoot] } },
  };
}

/** The policy of the key for one purpose: plain text, so that a reviewer reads it in the first preview. */
export function keyPolicy(purpose: KeyPurpose, place: Place, roles: KeyRoles): PolicyDocument {
  return policyDocument(administeredBy(place, roles.deployer), ...usesOf[purpose](place, roles));
}
