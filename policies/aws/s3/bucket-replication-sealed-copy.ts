import { bucketsOf, companion } from "../../rule/buckets.ts";
import { butNamedRoles, refuses } from "../../rule/denials.ts";
import { need, when } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";

export const s3BucketReplicationSealedCopy: StackRule = {
  name: "aws-s3-bucket-replication-sealed-copy",
  description: "A copy of a bucket is read and written by named roles alone, whatever their account's policies allow.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D21", "D13"],
  frameworks: { fsbp: ["S3.6"], nist80053r5: ["CP-9"] },
  database: "RDS.1: a backup is not shared.",
  remediation: "Deny s3:GetObject and s3:PutObject on the copy where aws:PrincipalArn is none of those roles.",
  checkStack: (stack) =>
    stack.of(...companion("ReplicationConfig")).flatMap((replication) =>
      bucketsOf(stack).flatMap((bucket) =>
        about(
          bucket,
          when(refersTo(replication, "rules", bucket), () =>
            ["s3:GetObject", "s3:PutObject"].flatMap((action) =>
              need(
                stack.some(["aws:s3/bucketPolicy:BucketPolicy"], (policy) =>
                  refersTo(policy, "bucket", bucket).and(refuses(policy, action, butNamedRoles)),
                ),
                `lets whoever has the right call ${action}; accepted is a denial to all but named roles`,
                "policy",
              ),
            ),
          ),
        ),
      ),
    ),
};
