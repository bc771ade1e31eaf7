import { numberOf } from "../../rule/configured.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const cloudwatchLogGroupRetention: ResourceRule = {
  name: "aws-cloudwatch-log-group-retention",
  description: "Log retention is at least a year, and not indefinite.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D9"],
  frameworks: { checkov: ["CKV_AWS_338"], nist80053r5: ["AU-11"] },
  database: "RDS.9: logs are kept.",
  remediation: "Set retentionInDays to 365 or more.",
  config: { days: { type: "integer", default: 365, minimum: 1, description: "shortest retention accepted, in days" } },
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  check: (group, config) =>
    need(
      group.at("retentionInDays").atLeast(numberOf(config, "days")),
      `must be at least ${numberOf(config, "days")} days; accepted: a number of days`,
    ),
};
