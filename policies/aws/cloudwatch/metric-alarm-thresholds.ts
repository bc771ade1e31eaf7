import { numberOf } from "../../rule/configured.ts";
import { forbid, need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const cloudwatchMetricAlarmThresholds: ResourceRule = {
  name: "aws-cloudwatch-metric-alarm-thresholds",
  description: "Alarms on log metrics fire within minutes and at a low threshold.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D19"],
  frameworks: { nist80053r5: ["SI-4"] },
  database: "RDS.19 to RDS.22: events raise notifications.",
  remediation:
    "Set threshold to 10 or less, evaluationPeriods to 1, statistic to Sum and comparisonOperator to GreaterThanOrEqualToThreshold.",
  config: { threshold: { type: "integer", default: 10, minimum: 1, description: "highest threshold accepted" } },
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
          `must be at most ${numberOf(config, "threshold")}: fewer matches would raise no alarm`,
        ),
        ...forbid(alarm.at("evaluationPeriods").atLeast(4), "must be at most 3: a single event would raise no alarm"),
        ...need(alarm.at("comparisonOperator").matches(/^GreaterThan/), "fires on low values; accepted: GreaterThanOrEqualToThreshold"),
        ...forbid(alarm.at("period").atLeast(901), "must be at most 900 seconds: the alarm would be late"),
        ...need(alarm.at("datapointsToAlarm").isOrAbsent(1), "must be 1: a single event would raise no alarm"),
        ...need(alarm.at("dimensions").absent(), "cover part of the metric; accepted: none"),
        ...need(alarm.at("statistic").is("Sum", "Maximum", "SampleCount"), "hides single events; accepted: Sum, Maximum and SampleCount"),
      ],
    ),
};
