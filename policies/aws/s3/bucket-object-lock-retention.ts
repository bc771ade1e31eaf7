import { companion } from "../../rule/buckets.ts";
import { numberOf } from "../../rule/configured.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const s3BucketObjectLockRetention: ResourceRule = {
  name: "aws-s3-bucket-object-lock-retention",
  description: "Object Lock has a default retention.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D13", "D14"],
  frameworks: { fsbp: ["S3.15"], checkov: ["CKV_AWS_143"], nist80053r5: ["CP-9"] },
  database: "RDS.26: backups are kept under a plan.",
  remediation: "Set rule.defaultRetention with a mode and days.",
  config: { days: { type: "integer", default: 7, minimum: 1, description: "shortest retention accepted, in days" } },
  types: companion("ObjectLockConfiguration"),
  check: (lock, config) => {
    const retention = lock.at("rule", "defaultRetention");
    return [
      ...need(retention.at("mode").is("GOVERNANCE", "COMPLIANCE"), "is missing; accepted: GOVERNANCE and COMPLIANCE"),
      ...need(
        retention.at("days").atLeast(numberOf(config, "days")).or(retention.at("years").atLeast(1)),
        `must be at least ${numberOf(config, "days")} days`,
        "rule.defaultRetention.days",
      ),
    ];
  },
};
