import { need, when } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import type { Subject } from "../../rule/subject.ts";
import { allOf, anyOf, Truth } from "../../rule/truth.ts";

/** Whether a filter and an alarm use the same metric. */
const sameMetric = (filter: Subject, alarm: Subject): Truth =>
  allOf(
    (["name", "namespace"] as const).map((key) =>
      filter.at("metricTransformation", key).when({
        known: (value) => alarm.at(key === "name" ? "metricName" : "namespace").is(String(value)),
        unknown: (because) => Truth.unknown([because]),
        absent: () => Truth.of(false),
      }),
    ),
  );

export const cloudwatchLogMetricFilterHasAlarm: StackRule = {
  name: "aws-cloudwatch-log-metric-filter-has-alarm",
  description: "Each log metric filter has an alarm, and each alarm on a custom metric has a filter.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D19"],
  frameworks: { nist80053r5: ["SI-4", "AU-12"] },
  database: "RDS.19 to RDS.22: events raise notifications.",
  remediation: "Add an aws.cloudwatch.MetricAlarm for the metric, or a filter for the alarm.",
  checkStack: (stack) => {
    const filters = stack.of("aws:cloudwatch/logMetricFilter:LogMetricFilter");
    const alarms = stack.of("aws:cloudwatch/metricAlarm:MetricAlarm");
    return [
      ...filters.flatMap((filter) =>
        about(
          filter,
          need(
            anyOf(alarms.map((alarm) => sameMetric(filter, alarm))),
            "has no alarm; accepted: an aws.cloudwatch.MetricAlarm",
            "metricTransformation",
          ),
        ),
      ),
      ...alarms.flatMap((alarm) =>
        about(
          alarm,
          when(
            alarm
              .at("namespace")
              .matches(/^AWS\//)
              .not()
              .and(alarm.at("namespace").present()),
            () =>
              need(
                anyOf(filters.map((filter) => sameMetric(filter, alarm))),
                "has a metric that no log metric filter emits; accepted: an aws.cloudwatch.LogMetricFilter",
                "metricName",
              ),
          ),
        ),
      ),
    ];
  },
};
