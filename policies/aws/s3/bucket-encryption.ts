import { bucketsOf, companion, takesAccessLogs } from "../../rule/buckets.ts";
import { keyGiven } from "../../rule/keys.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";
import type { Subject } from "../../rule/subject.ts";
import { Truth } from "../../rule/truth.ts";

export const s3BucketEncryption: StackRule = {
  name: "aws-s3-bucket-encryption",
  description:
    "Buckets are encrypted at rest with a customer-managed key, except one for access logs, which S3 delivers only to its own key.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D7"],
  frameworks: { fsbp: ["S3.17"], checkov: ["CKV_AWS_145", "CKV_AWS_19"], trivy: ["AWS-0088", "AWS-0132"], nist80053r5: ["SC-28(1)"] },
  database: "RDS.3: storage is encrypted.",
  remediation: "Add an aws.s3.BucketServerSideEncryptionConfiguration with aws:kms and a key.",
  checkStack: (stack) =>
    bucketsOf(stack).flatMap((bucket) => {
      const own = (test: (encryption: Subject) => Truth) =>
        stack.some(companion("ServerSideEncryptionConfiguration"), (one) => refersTo(one, "bucket", bucket).and(test(one)));
      const withKey = (one: Subject) =>
        one
          .at("rules")
          .items()
          .some((rule) =>
            rule
              .at("applyServerSideEncryptionByDefault", "sseAlgorithm")
              .is("aws:kms", "aws:kms:dsse")
              .and(keyGiven(stack, one, rule.at("applyServerSideEncryptionByDefault", "kmsMasterKeyId"))),
          );
      return about(
        bucket,
        need(
          own(withKey).or(takesAccessLogs(stack, bucket).and(own(() => Truth.of(true)))),
          "is not encrypted with a customer-managed key; accepted: aws:kms with kmsMasterKeyId",
          "serverSideEncryption",
        ),
      );
    }),
};
