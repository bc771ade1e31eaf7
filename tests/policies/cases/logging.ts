import type { RuleCase } from "../rule-case.ts";

/** The trail, logs, alarms, threat detection and the budget. */
export const loggingCases: readonly RuleCase[] = [
  {
    rule: "aws-cloudtrail-trail-everywhere",
    on: "trail|Trail",
    fails: ["isMultiRegionTrail = false", "includeGlobalServiceEvents = false", "enableLogging = false"],
  },
  { rule: "aws-cloudtrail-trail-validated", on: "trail|Trail", fails: ["enableLogFileValidation = false", "enableLogFileValidation -"] },
  { rule: "aws-cloudtrail-trail-encrypted", on: "trail|Trail", fails: ["kmsKeyId -"] },
  { rule: "aws-cloudtrail-trail-watched", on: "trail|Trail", fails: ["cloudWatchLogsGroupArn -", "cloudWatchLogsRoleArn -"] },
  {
    rule: "aws-cloudtrail-trail-data-events",
    on: "trail|Trail",
    fails: ["advancedEventSelectors -", "advancedEventSelectors 1 -", "advancedEventSelectors 0 -"],
  },
  { rule: "aws-cloudtrail-trail-exists", on: "trail|Trail", fails: ["remove trail|Trail"], unknown: "decided" },
  { rule: "aws-cloudtrail-trail-exists", on: { type: "aws:cloudtrail/trail:Trail", inputs: {} }, fails: [], unknown: [] },
  { rule: "aws-cloudtrail-trail-alarms", on: "alarms-audit-routes", fails: ["remove alarms-audit-routes", 'pattern = "{}"'] },
  {
    rule: "aws-cloudwatch-log-group-retention",
    on: "logs-audit",
    fails: ["retentionInDays = 30", "retentionInDays -", "retentionInDays = 0"],
  },
  { rule: "aws-cloudwatch-log-group-encrypted", on: "logs-audit", fails: ["kmsKeyId -"] },
  { rule: "aws-cloudwatch-log-group-audit-kept", on: "logs-audit", fails: ["unprotect"] },
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
    rule: "aws-cloudwatch-metric-alarm-tells-somebody",
    on: "alarms-audit-routes-alarm",
    fails: ["alarmActions = []", "actionsEnabled = false"],
  },
  {
    rule: "aws-cloudwatch-log-metric-filter-alarmed",
    on: "alarms-audit-routes",
    fails: ["remove alarms-audit-routes", "remove alarms-audit-routes-alarm", 'metricTransformation name = "other"'],
  },
  { rule: "aws-cloudwatch-event-rule-tells-somebody", on: "alarms-keys", fails: ["remove alarms-keys-target", 'state = "DISABLED"'] },
  { rule: "aws-cloudwatch-event-rule-tells-somebody", on: "alarms-findings", fails: ["remove alarms-findings"], unknown: "decided" },
  { rule: "aws-guardduty-detector-on", on: "guard-duty-detector", fails: ["enable = false", "findingPublishingFrequency -"] },
  { rule: "aws-guardduty-detector-feature-on", on: "guard-duty-runtime", fails: ['status = "DISABLED"'] },
  {
    rule: "aws-guardduty-detector-features",
    on: "guard-duty-runtime",
    fails: ["remove guard-duty-runtime", "remove guard-duty-detector"],
    unknown: ["remove guard-duty-runtime"],
  },
  { rule: "aws-guardduty-detector-exists", on: "guard-duty-detector", fails: ["remove guard-duty-detector"], unknown: "decided" },
  { rule: "aws-guardduty-detector-exists", on: { type: "aws:guardduty/detector:Detector", inputs: {} }, fails: [], unknown: [] },
  { rule: "aws-budgets-budget-tells-somebody", on: "budget-monthly", fails: ["notifications = []", 'notifications 0 = {"threshold":80}'] },
  {
    rule: "aws-cloudwatch-metric-alarm-sensitive",
    on: "alarms-audit-routes-alarm",
    fails: ["threshold = 64", "evaluationPeriods = 64", 'comparisonOperator = "LessThanThreshold"', 'statistic = "Average"'],
  },
  { rule: "aws-sns-topic-heard", on: "alarms-to-platform-on-call@example.com", fails: ["remove alarms-to-platform-on-call@example.com"] },
];
