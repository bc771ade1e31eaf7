import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const kmsKeyEnabled: ResourceRule = {
  name: "aws-kms-key-enabled",
  description: "A key is enabled, in one region, and cannot lock its own administrators out.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D7"],
  frameworks: { nist80053r5: ["SC-12"] },
  database: "RDS.3: the key of a database is at hand.",
  remediation: "Leave isEnabled, multiRegion and bypassPolicyLockoutSafetyCheck out.",
  types: ["aws:kms/key:Key"],
  check: (key) => [
    ...need(key.at("isEnabled").isOrAbsent(true), "must be true"),
    ...need(key.at("multiRegion").isOrAbsent(false), "must be false: the same key material would lie in other regions"),
    ...need(key.at("bypassPolicyLockoutSafetyCheck").isOrAbsent(false), "must be false"),
  ],
};
