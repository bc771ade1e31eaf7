import type { RuleCase } from "../../rule-case.ts";

export const cases: readonly RuleCase[] = [
  { rule: "aws-cloudwatch-event-rule-has-target", on: "alarms-keys", fails: ["remove alarms-keys-target", 'state = "DISABLED"'] },
  { rule: "aws-cloudwatch-event-rule-has-target", on: "alarms-findings", fails: ["remove alarms-findings"], unknown: "decided" },
  { rule: "aws-cloudwatch-log-group-audit-protected", on: "logs-audit", fails: ["unprotect"] },
  { rule: "aws-cloudwatch-log-group-encrypted", on: "logs-audit", fails: ["kmsKeyId -"] },
  {
    rule: "aws-cloudwatch-log-group-retention",
    on: "logs-audit",
    fails: ["retentionInDays = 30", "retentionInDays -", "retentionInDays = 0"],
  },
  {
    rule: "aws-cloudwatch-log-metric-filter-has-alarm",
    on: "alarms-audit-routes",
    fails: ["remove alarms-audit-routes", "remove alarms-audit-routes-alarm", 'metricTransformation name = "other"'],
  },
  {
    rule: "aws-cloudwatch-log-resource-policy-named-source",
    on: "dns-firewall-log-delivery",
    fails: [
      "policyDocument Statement 0 Condition -",
      'policyDocument Statement 0 Principal = "*"',
      'policyDocument Statement 0 Action = "logs:*"',
      'policyDocument Statement 0 Resource = "*"',
    ],
  },
  {
    rule: "aws-cloudwatch-metric-alarm-thresholds",
    on: "alarms-audit-routes-alarm",
    fails: ["threshold = 64", "evaluationPeriods = 64", 'comparisonOperator = "LessThanThreshold"', 'statistic = "Average"'],
  },
  {
    rule: "aws-cloudwatch-metric-alarm-has-action",
    on: "alarms-audit-routes-alarm",
    fails: ["alarmActions = []", "actionsEnabled = false"],
  },
];
