import { butNamedRoles, refuses } from "../../rule/denials.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const s3BucketPolicyGuardedConfiguration: ResourceRule = {
  name: "aws-s3-bucket-policy-guarded-configuration",
  description: "Only named roles can change a bucket's policy, public access block or versioning.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D14", "D20"],
  frameworks: { nist80053r5: ["CP-2"] },
  database: "RDS.35: only administrators change a parameter group.",
  remediation: "Deny s3:PutBucketPolicy, s3:DeleteBucketPolicy and s3:PutBucket* unless aws:PrincipalArn is one of those roles.",
  types: ["aws:s3/bucketPolicy:BucketPolicy"],
  check: (policy) =>
    ["s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:PutBucketPublicAccessBlock", "s3:PutBucketVersioning"].flatMap((action) =>
      need(refuses(policy, action, butNamedRoles), `does not deny ${action}; accepted: a Deny for all except named roles`),
    ),
};
