import { need } from "../../../rule/outcome.ts";
import type { ResourceRule } from "../../../rule/rule.ts";

export const cloudtrailTrailEncrypted: ResourceRule = {
  name: "aws-cloudtrail-trail-encrypted",
  description: "A trail is encrypted with a customer-managed key.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D9", "D7"],
  frameworks: { nist80053r5: ["AU-9(3)", "SC-28(1)"] },
  database: "RDS.3: logs are encrypted too.",
  remediation: "Set kmsKeyId.",
  types: ["aws:cloudtrail/trail:Trail"],
  check: (trail) => need(trail.at("kmsKeyId").present(), "is missing; accepted is a customer-managed key"),
};
