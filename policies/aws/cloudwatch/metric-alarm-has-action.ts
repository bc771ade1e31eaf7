import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const cloudwatchMetricAlarmHasAction: ResourceRule = {
  name: "aws-cloudwatch-metric-alarm-has-action",
  description: "An alarm has an enabled action.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D19"],
  frameworks: { nist80053r5: ["SI-4"] },
  database: "RDS.19 to RDS.22: events raise notifications.",
  remediation: "Set alarmActions, and leave actionsEnabled unset.",
  types: ["aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudwatch/compositeAlarm:CompositeAlarm"],
  check: (alarm) => [
    ...need(alarm.at("alarmActions").items().empty().not(), "is missing: the alarm notifies no one; accepted: an SNS topic"),
    ...need(alarm.at("actionsEnabled").isOrAbsent(true), "must be true"),
  ],
};
