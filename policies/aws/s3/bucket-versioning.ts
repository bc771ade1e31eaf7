import { bucketsOf, companion } from "../../rule/buckets.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";

export const s3BucketVersioning: StackRule = {
  name: "aws-s3-bucket-versioning",
  description: "Buckets have versioning.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D13"],
  frameworks: { fsbp: ["S3.14"], checkov: ["CKV_AWS_21"], trivy: ["AWS-0090"], nist80053r5: ["CP-9"] },
  database: "RDS.11: backups are on.",
  remediation: "Add an aws.s3.BucketVersioning with status Enabled.",
  checkStack: (stack) =>
    bucketsOf(stack).flatMap((bucket) =>
      about(
        bucket,
        need(
          stack.some(companion("Versioning"), (one) =>
            refersTo(one, "bucket", bucket).and(one.at("versioningConfiguration", "status").is("Enabled")),
          ),
          "has no versioning; accepted: status Enabled",
          "versioning",
        ),
      ),
    ),
};
