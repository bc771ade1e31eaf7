import { bucketTypes } from "../../rule/buckets.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const s3BucketNoAcl: ResourceRule = {
  name: "aws-s3-bucket-no-acl",
  description: "Buckets have no access control list (ACL).",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D21"],
  frameworks: { fsbp: ["S3.12"], checkov: ["CKV_AWS_20", "CKV_AWS_57"], trivy: ["AWS-0092"] },
  database: "RDS.1: nothing of a database is public.",
  remediation: "Remove the ACL; BucketOwnerEnforced ownership disables ACLs.",
  types: [...bucketTypes, "aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"],
  check: (bucket) => [
    ...need(bucket.at("acl").isOrAbsent("private"), "grants access by an ACL; accepted: no ACL"),
    ...need(
      bucket.at("grants").items().empty().and(bucket.at("accessControlPolicy").absent()),
      "grants access by an ACL; accepted: no ACL",
      "grants",
    ),
  ],
};
