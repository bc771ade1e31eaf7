import { denial } from "../../rule/denials.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

const everything = ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:PutBucketPolicy"];

export const s3BucketPolicyOwnAccount: ResourceRule = {
  name: "aws-s3-bucket-policy-own-account",
  description: "A bucket denies principals of other accounts.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D21"],
  frameworks: { fsbp: ["S3.6"], checkov: ["CKV_AWS_70"] },
  database: "RDS.1: nothing of a database is shared with another account.",
  remediation: "Deny s3:* unless aws:PrincipalAccount (or aws:PrincipalOrgID) is yours.",
  types: ["aws:s3/bucketPolicy:BucketPolicy"],
  check: (policy) =>
    need(
      denial(policy, everything, "StringNotEquals", ["aws:principalaccount", "aws:principalorgid"], /^(\d{12}|o-[a-z0-9]+)$/),
      "does not deny principals of other accounts; accepted: a Deny unless aws:PrincipalAccount is yours",
    ),
};
