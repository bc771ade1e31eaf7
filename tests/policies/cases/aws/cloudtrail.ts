import type { RuleCase } from "../../rule-case.ts";

export const cases: readonly RuleCase[] = [
  { rule: "aws-cloudtrail-trail-alarms", on: "alarms-audit-routes", fails: ["remove alarms-audit-routes", 'pattern = "{}"'] },
  {
    rule: "aws-cloudtrail-trail-data-events",
    on: "trail|Trail",
    fails: ["advancedEventSelectors -", "advancedEventSelectors 1 -", "advancedEventSelectors 0 -"],
  },
  { rule: "aws-cloudtrail-trail-encrypted", on: "trail|Trail", fails: ["kmsKeyId -"] },
  {
    rule: "aws-cloudtrail-trail-multi-region",
    on: "trail|Trail",
    fails: ["isMultiRegionTrail = false", "includeGlobalServiceEvents = false", "enableLogging = false"],
  },
  { rule: "aws-cloudtrail-trail-exists", on: "trail|Trail", fails: ["remove trail|Trail"], unknown: "decided" },
  { rule: "aws-cloudtrail-trail-exists", on: { type: "aws:cloudtrail/trail:Trail", inputs: {} }, fails: [], unknown: [] },
  {
    rule: "aws-cloudtrail-trail-log-file-validation",
    on: "trail|Trail",
    fails: ["enableLogFileValidation = false", "enableLogFileValidation -"],
  },
  { rule: "aws-cloudtrail-trail-cloudwatch-logs", on: "trail|Trail", fails: ["cloudWatchLogsGroupArn -", "cloudWatchLogsRoleArn -"] },
];
