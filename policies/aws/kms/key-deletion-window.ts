import { numberOf } from "../../rule/configured.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const kmsKeyDeletionWindow: ResourceRule = {
  name: "aws-kms-key-deletion-window",
  description: "KMS keys have the longest deletion window, since data is lost with its key.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D14"],
  frameworks: { fsbp: ["KMS.3"], nist80053r5: ["CP-2"] },
  database: "RDS.7: deletion protection is on.",
  remediation: "Set deletionWindowInDays to 30.",
  config: { days: { type: "integer", default: 30, minimum: 7, description: "shortest window accepted, in days" } },
  types: ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey", "aws:kms/externalKey:ExternalKey"],
  check: (key, config) =>
    need(
      key
        .at("deletionWindowInDays")
        .absent()
        .or(key.at("deletionWindowInDays").atLeast(numberOf(config, "days")))
        .at("deletionWindowInDays"),
      `must be at least ${numberOf(config, "days")} days`,
    ),
};
