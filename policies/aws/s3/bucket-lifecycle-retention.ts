import { numberOf } from "../../rule/configured.ts";
import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const s3BucketLifecycleRetention: ResourceRule = {
  name: "aws-s3-bucket-lifecycle-retention",
  description: "Lifecycle rules expire nothing before a year has passed.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D9", "D13"],
  frameworks: { nist80053r5: ["AU-11", "CP-9"] },
  database: "RDS.26: backups and logs are kept under a plan.",
  remediation: "Set expiration.days to 365 or more, or leave it unset.",
  config: { days: { type: "integer", default: 365, minimum: 1, description: "shortest expiration accepted, in days" } },
  types: [
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
  ],
  check: (lifecycle, config) =>
    lifecycle
      .at("rules")
      .items()
      .each((rule) =>
        when(rule.at("expiration", "days").present(), () =>
          need(rule.at("expiration", "days").atLeast(numberOf(config, "days")), `must be at least ${numberOf(config, "days")} days`),
        ),
      ),
};
