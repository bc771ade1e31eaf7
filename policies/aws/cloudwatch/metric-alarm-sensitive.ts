import { numberOf } from "../../rule/configured.ts";
import { forbid, need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const cloudwatchMetricAlarmSensitive: ResourceRule = {
  name: "aws-cloudwatch-metric-alarm-sensitive",
  description: "An alarm on what is counted in a log is raised soon, and by few.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D19"],
  frameworks: { nist80053r5: ["SI-4"] },
  database: "RDS.19 to RDS.22: events raise notifications.",
  remediation:
    "Set threshold to 10 or less, evaluationPeriods to 1, statistic to Sum and comparisonOperator to GreaterThanOrEqualToThreshold.",
  config: { threshold: { type: "integer", default: 10, minimum: 1, description: "most matches that may pass unnoticed" } },
  types: ["aws:cloudwatch/metricAlarm:MetricAlarm"],
  check: (alarm, config) =>
    when(
      alarm
        .at("namespace")
        .matches(/^AWS\//)
        .not()
        .and(alarm.at("namespace").present()),
      () => [
        ...forbid(
          alarm.at("threshold").atLeast(numberOf(config, "threshold") + 1),
          `must be at most ${numberOf(config, "threshold")}: more would pass unnoticed`,
        ),
        ...forbid(alarm.at("evaluationPeriods").atLeast(4), "must be at most 3: what happens once would pass unnoticed"),
        ...need(
          alarm.at("comparisonOperator").matches(/^GreaterThan/),
          "waits for less, not for more; accepted is GreaterThanOrEqualToThreshold",
        ),
        ...forbid(alarm.at("period").atLeast(901), "must be at most 900 seconds: what happened is told late"),
        ...need(alarm.at("datapointsToAlarm").isOrAbsent(1), "must be 1: what happens once would pass unnoticed"),
        ...need(alarm.at("dimensions").absent(), "looks at a part of what is counted; accepted is none"),
        ...need(alarm.at("statistic").is("Sum", "Maximum", "SampleCount"), "averages events away; accepted is Sum"),
      ],
    ),
};
