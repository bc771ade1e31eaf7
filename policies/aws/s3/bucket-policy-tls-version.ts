import { denial } from "../../rule/denials.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

const everything = ["s3:GetObject", "s3:PutObject", "s3:ListBucket"];

export const s3BucketPolicyTlsVersion: ResourceRule = {
  name: "aws-s3-bucket-policy-tls-version",
  description: "A bucket denies requests with TLS older than 1.2.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D6"],
  frameworks: { nist80053r5: ["SC-8", "SC-8(1)"] },
  database: "ssl_min_protocol_version: TLS 1.2 or newer.",
  remediation: "Deny s3:* where s3:TlsVersion is less than 1.2.",
  types: ["aws:s3/bucketPolicy:BucketPolicy"],
  check: (policy) =>
    need(
      denial(policy, everything, "NumericLessThan", "s3:tlsversion", /^1\.[23]$/),
      "accepts TLS 1.0 and 1.1; accepted: a Deny where s3:TlsVersion is less than 1.2",
    ),
};
