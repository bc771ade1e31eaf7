import { keyGiven } from "../../rule/keys.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";

export const cloudtrailTrailEncrypted: StackRule = {
  name: "aws-cloudtrail-trail-encrypted",
  description: "Trail logs are encrypted at rest with a customer-managed key.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D9", "D7"],
  frameworks: { nist80053r5: ["AU-9(3)", "SC-28(1)"] },
  database: "RDS.3: logs are encrypted too.",
  remediation: "Set kmsKeyId.",
  checkStack: (stack) =>
    stack
      .of("aws:cloudtrail/trail:Trail")
      .flatMap((trail) => about(trail, need(keyGiven(stack, trail, trail.at("kmsKeyId")), "is missing; accepted: a customer-managed key"))),
};
