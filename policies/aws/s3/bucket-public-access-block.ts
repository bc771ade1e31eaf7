import { bucketsOf, companion } from "../../rule/buckets.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";

export const s3BucketPublicAccessBlock: StackRule = {
  name: "aws-s3-bucket-public-access-block",
  description: "Buckets have a public access block.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D21"],
  frameworks: { fsbp: ["S3.1", "S3.2", "S3.3", "S3.8"], checkov: ["CKV2_AWS_6"], trivy: ["AWS-0094"] },
  database: "RDS.1: nothing of a database is public.",
  remediation: "Add an aws.s3.BucketPublicAccessBlock with all four settings true.",
  checkStack: (stack) =>
    bucketsOf(stack).flatMap((bucket) =>
      about(
        bucket,
        need(
          stack.some(companion("PublicAccessBlock"), (block) => refersTo(block, "bucket", bucket)),
          "has no public access block; accepted: one with all four settings",
          "publicAccessBlock",
        ),
      ),
    ),
};
