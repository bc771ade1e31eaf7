import { companion } from "../../rule/buckets.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const s3BucketSettingsProtected: ResourceRule = {
  name: "aws-s3-bucket-settings-protected",
  description: "Security settings of a bucket are protected from deletion, as the bucket is.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D14"],
  frameworks: { nist80053r5: ["CP-2"] },
  database: "RDS.8: deletion protection is on.",
  remediation: "Set the resource option protect.",
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
  check: (guard) =>
    need(Truth.of(guard.protect), "is not protected: the bucket could lose this setting; accepted: the option protect", "protect"),
};
