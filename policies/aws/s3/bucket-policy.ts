import { bucketsOf } from "../../rule/buckets.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";

export const s3BucketPolicy: StackRule = {
  name: "aws-s3-bucket-policy",
  description: "Buckets have a bucket policy.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D6", "D21"],
  frameworks: { fsbp: ["S3.5"], checkov: ["CKV_AWS_379"], nist80053r5: ["SC-8"] },
  database: "GRANT: nothing is allowed that was not granted.",
  remediation: "Add an aws.s3.BucketPolicy.",
  checkStack: (stack) =>
    bucketsOf(stack).flatMap((bucket) =>
      about(
        bucket,
        need(
          stack.some(["aws:s3/bucketPolicy:BucketPolicy"], (policy) => refersTo(policy, "bucket", bucket)),
          "has no policy; accepted: one that denies requests without TLS or from other accounts",
          "policy",
        ),
      ),
    ),
};
