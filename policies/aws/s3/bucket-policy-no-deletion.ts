import { refuses } from "../../rule/denials.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const s3BucketPolicyNoDeletion: ResourceRule = {
  name: "aws-s3-bucket-policy-no-deletion",
  description: "Deleting object versions, and bypassing Object Lock, is denied to everyone until the policy is changed.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D14", "D13"],
  frameworks: { fsbp: ["S3.20"], nist80053r5: ["CP-2", "CP-9"] },
  database: "RDS.26: an operator of the database cannot delete its backups.",
  remediation: "Deny s3:DeleteObjectVersion and s3:BypassGovernanceRetention to all principals.",
  types: ["aws:s3/bucketPolicy:BucketPolicy"],
  check: (policy) =>
    ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"].flatMap((action) =>
      need(
        refuses(policy, action, (statement) => statement.conditions().empty()),
        `does not deny ${action}; accepted: a Deny for all principals`,
      ),
    ),
};
