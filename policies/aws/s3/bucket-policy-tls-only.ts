import { denial } from "../../rule/denials.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

const everything = ["s3:GetObject", "s3:PutObject", "s3:ListBucket"];

export const s3BucketPolicyTlsOnly: ResourceRule = {
  name: "aws-s3-bucket-policy-tls-only",
  description: "A bucket denies requests without TLS.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D6"],
  frameworks: { fsbp: ["S3.5"], checkov: ["CKV_AWS_379"], nist80053r5: ["SC-8", "SC-8(1)"] },
  database: "RDS.38 and RDS.39: connections are encrypted.",
  remediation: "Deny s3:* where aws:SecureTransport is false.",
  types: ["aws:s3/bucketPolicy:BucketPolicy"],
  check: (policy) =>
    need(
      denial(policy, everything, "Bool", "aws:securetransport", /^false$/),
      "accepts requests without TLS; accepted: a Deny where aws:SecureTransport is false",
    ),
};
