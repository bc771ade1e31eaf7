import { companion } from "../../rule/buckets.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const s3BucketPublicAccessBlockAllFour: ResourceRule = {
  name: "aws-s3-bucket-public-access-block-all-four",
  description: "All four settings of a public access block are on.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D21"],
  frameworks: {
    fsbp: ["S3.1", "S3.8"],
    checkov: ["CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56"],
    trivy: ["AWS-0086", "AWS-0087", "AWS-0091", "AWS-0093"],
  },
  database: "RDS.1: nothing of a database is public.",
  remediation: "Set all four to true.",
  types: [...companion("PublicAccessBlock"), "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"],
  check: (block) =>
    ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].flatMap((key) =>
      need(block.at(key).is(true), "must be true: when unset, it is off"),
    ),
};
