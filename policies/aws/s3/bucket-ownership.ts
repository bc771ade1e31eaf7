import { bucketsOf, companion } from "../../rule/buckets.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";

export const s3BucketOwnership: StackRule = {
  name: "aws-s3-bucket-ownership",
  description: "Buckets have ownership controls that disable ACLs (BucketOwnerEnforced).",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D21"],
  frameworks: { fsbp: ["S3.12"], checkov: ["CKV2_AWS_65"] },
  database: "RDS.1: who owns the database owns everything in it.",
  remediation: "Add an aws.s3.BucketOwnershipControls with BucketOwnerEnforced.",
  checkStack: (stack) =>
    bucketsOf(stack).flatMap((bucket) =>
      about(
        bucket,
        need(
          stack.some(companion("OwnershipControls"), (one) =>
            refersTo(one, "bucket", bucket).and(one.at("rule", "objectOwnership").is("BucketOwnerEnforced")),
          ),
          "leaves ACLs enabled; accepted: ownership BucketOwnerEnforced",
          "ownershipControls",
        ),
      ),
    ),
};
