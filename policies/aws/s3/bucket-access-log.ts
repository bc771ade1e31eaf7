import { bucketsOf, companion, replicates, takesAccessLogs } from "../../rule/buckets.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";

export const s3BucketAccessLog: StackRule = {
  name: "aws-s3-bucket-access-log",
  description: "Buckets have server access logging, except the bucket that receives the access logs.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D9"],
  frameworks: { fsbp: ["S3.9"], checkov: ["CKV_AWS_18"], trivy: ["AWS-0089"], nist80053r5: ["AU-2", "AU-12"] },
  database: "pgaudit: each statement is logged.",
  remediation: "Add an aws.s3.BucketLogging.",
  checkStack: (stack) =>
    bucketsOf(stack).flatMap((bucket) =>
      about(
        bucket,
        need(
          stack
            .some(companion("Logging"), (one) => refersTo(one, "bucket", bucket))
            .or(takesAccessLogs(stack, bucket), replicates(stack, bucket)),
          "has no access log; accepted: an aws.s3.BucketLogging",
          "logging",
        ),
      ),
    ),
};
