import { butNamedRoles, refuses } from "../../rule/denials.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const s3BucketPolicyGuardedConfiguration: ResourceRule = {
  name: "aws-s3-bucket-policy-guarded-configuration",
  description: "Named roles alone change how a bucket is guarded.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D14", "D20"],
  frameworks: { nist80053r5: ["CP-2"] },
  database: "RDS.35: a parameter group is changed by its administrators.",
  remediation: "Deny s3:PutBucketPolicy, s3:DeleteBucketPolicy and s3:PutBucket* where aws:PrincipalArn is none of those roles.",
  types: ["aws:s3/bucketPolicy:BucketPolicy"],
  check: (policy) =>
    ["s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:PutBucketPublicAccessBlock", "s3:PutBucketVersioning"].flatMap((action) =>
      need(
        refuses(policy, action, butNamedRoles),
        `lets whoever has the right call ${action}; accepted is a denial to all but named roles`,
      ),
    ),
};
