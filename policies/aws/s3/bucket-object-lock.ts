import { bucketsOf, companion, takesAccessLogs } from "../../rule/buckets.ts";
import { need, when } from "../../rule/outcome.ts";
import type { StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";

export const s3BucketObjectLock: StackRule = {
  name: "aws-s3-bucket-object-lock",
  description: "Buckets have Object Lock, except one that receives access logs, to which S3 cannot deliver under a lock.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D13", "D14"],
  frameworks: { fsbp: ["S3.15"], checkov: ["CKV_AWS_143"], trivy: ["AWS-0170"], nist80053r5: ["CP-9"] },
  database: "RDS.26: backups are kept under a plan that cannot be shortened.",
  remediation: "Set objectLockEnabled, and add an aws.s3.BucketObjectLockConfiguration.",
  checkStack: (stack) =>
    bucketsOf(stack).flatMap((bucket) =>
      when(takesAccessLogs(stack, bucket).not(), () => [
        ...need(bucket.at("objectLockEnabled").is(true), "must be true: only AWS Support can enable it later"),
        ...need(
          stack.some(companion("ObjectLockConfiguration"), (one) => refersTo(one, "bucket", bucket)),
          "has no default retention; accepted: an aws.s3.BucketObjectLockConfiguration",
          "objectLockConfiguration",
        ),
      ]).map((outcome) => ({ ...outcome, subject: bucket })),
    ),
};
