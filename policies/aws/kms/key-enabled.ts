import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const kmsKeyEnabled: ResourceRule = {
  name: "aws-kms-key-enabled",
  description: "KMS keys are enabled, single-region, and keep the policy lockout safety check.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D7"],
  frameworks: { nist80053r5: ["SC-12"] },
  database: "RDS.3: the key of a database is available.",
  remediation: "Leave isEnabled, multiRegion and bypassPolicyLockoutSafetyCheck unset.",
  types: ["aws:kms/key:Key"],
  check: (key) => [
    ...need(key.at("isEnabled").isOrAbsent(true), "must be true"),
    ...need(key.at("multiRegion").isOrAbsent(false), "must be false: the key material would be replicated to other regions"),
    ...need(key.at("bypassPolicyLockoutSafetyCheck").isOrAbsent(false), "must be false"),
  ],
};
