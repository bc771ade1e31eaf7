import type { KeyPurpose } from "../../../catalog/key-purposes.ts";
import { arnsOf, type Place } from "../names.ts";
import { type PolicyDocument, policyDocument, type Statement } from "../policy-document.ts";
import type { KeyRoles } from "./key-roles.ts";
import { usesOf } from "./key-uses.ts";

/**
 * Administration of a key without its use: no Encrypt, Decrypt or GenerateDataKey, and no CreateGrant, which would allow all three.
 * PutKeyPolicy is included, because otherwise the policy could never change; each use of it raises an alarm.
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
 * Administrators of a key: the deploying role, and the account's root user.
 *
 * The principal is the account, restricted by `aws:PrincipalArn`, for two reasons. A role as the principal must exist when the policy is
 * written, or KMS rejects it as malformed; and KMS stores the role's unique id, so that a role that is deleted and recreated under the same
 * name would be locked out. The root user is included because only AWS Support can recover a key without administrators. KMS itself rejects
 * a policy that would lock out its author.
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

/** The policy of the key for one purpose: plain text, so that it is readable in the first preview. */
export function keyPolicy(purpose: KeyPurpose, place: Place, roles: KeyRoles): PolicyDocument {
  return policyDocument(administeredBy(place, roles.deployer), ...usesOf[purpose](place, roles));
}
