import { companion } from "../../rule/buckets.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const s3BucketGuardsKept: ResourceRule = {
  name: "aws-s3-bucket-guards-kept",
  description: "What guards a bucket is protected as the bucket is.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D14"],
  frameworks: { nist80053r5: ["CP-2"] },
  database: "RDS.8: deletion protection is on.",
  remediation: "Give the resource the option protect.",
  types: [
    ...[
      "PublicAccessBlock",
      "Versioning",
      "ServerSideEncryptionConfiguration",
      "ObjectLockConfiguration",
      "OwnershipControls",
      "Logging",
    ].flatMap(companion),
    "aws:s3/bucketPolicy:BucketPolicy",
  ],
  check: (guard) => need(Truth.of(guard.protect), "is not protected: the bucket would stay without its guard", "protect"),
};
