import { bucketTypes } from "../../rule/buckets.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const s3BucketProtected: ResourceRule = {
  name: "aws-s3-bucket-protected",
  description: "Buckets are protected from deletion with their contents.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D14"],
  frameworks: { fsbp: ["S3.20"], nist80053r5: ["CP-2"] },
  database: "RDS.8: deletion protection is on.",
  remediation: "Set forceDestroy to false, and the resource option protect.",
  types: bucketTypes,
  check: (bucket) => [
    ...need(bucket.at("forceDestroy").isOrAbsent(false), "must be false: the provider would empty the bucket"),
    ...need(Truth.of(bucket.protect), "is not protected: a program change could delete it; accepted: the option protect", "protect"),
  ],
};
