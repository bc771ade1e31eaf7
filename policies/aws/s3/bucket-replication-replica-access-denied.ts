import { bucketsOf, companion } from "../../rule/buckets.ts";
import { butNamedRoles, refuses } from "../../rule/denials.ts";
import { need, when } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";

export const s3BucketReplicationReplicaAccessDenied: StackRule = {
  name: "aws-s3-bucket-replication-replica-access-denied",
  description: "Replica buckets deny reads and writes to all except named roles.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D21", "D13"],
  frameworks: { fsbp: ["S3.6"], nist80053r5: ["CP-9"] },
  database: "RDS.1: a backup is not shared.",
  remediation: "Deny s3:GetObject and s3:PutObject on the replica unless aws:PrincipalArn is one of those roles.",
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
                `does not deny ${action}; accepted: a Deny for all except named roles`,
                "policy",
              ),
            ),
          ),
        ),
      ),
    ),
};
