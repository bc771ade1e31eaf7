import { need } from "../../../rule/outcome.ts";
import type { ResourceRule } from "../../../rule/rule.ts";

export const cloudwatchLogGroupEncrypted: ResourceRule = {
  name: "aws-cloudwatch-log-group-encrypted",
  description: "Logs are encrypted with a customer-managed key.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D9", "D7"],
  frameworks: { checkov: ["CKV_AWS_158"], trivy: ["AWS-0017"], nist80053r5: ["AU-9(3)", "SC-28(1)"] },
  database: "RDS.3: logs are encrypted too.",
  remediation: "Set kmsKeyId.",
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  check: (group) => need(group.at("kmsKeyId").present(), "is missing; accepted is a customer-managed key"),
};
