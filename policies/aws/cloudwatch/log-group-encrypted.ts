import { keyGiven } from "../../rule/keys.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";

export const cloudwatchLogGroupEncrypted: StackRule = {
  name: "aws-cloudwatch-log-group-encrypted",
  description: "Logs are encrypted at rest with a customer-managed key.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D9", "D7"],
  frameworks: { checkov: ["CKV_AWS_158"], trivy: ["AWS-0017"], nist80053r5: ["AU-9(3)", "SC-28(1)"] },
  database: "RDS.3: logs are encrypted too.",
  remediation: "Set kmsKeyId.",
  checkStack: (stack) =>
    stack
      .of("aws:cloudwatch/logGroup:LogGroup")
      .flatMap((group) => about(group, need(keyGiven(stack, group, group.at("kmsKeyId")), "is missing; accepted: a customer-managed key"))),
};
