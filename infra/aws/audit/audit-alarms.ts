import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Place } from "../names.ts";
import type { AuditMetric } from "./audit-metrics.ts";

export interface AuditAlarmsArgs {
  place: Place;
  /** The log group that the trail writes to. */
  auditLogs: aws.cloudwatch.LogGroup;
  metrics: AuditMetric[];
  topicArn: pulumi.Input<string>;
}

/** A metric filter and an alarm for each audit metric. */
export class AuditAlarms extends pulumi.ComponentResource {
  constructor(name: string, { place, auditLogs, metrics, topicArn }: AuditAlarmsArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:AuditAlarms", name, {}, opts);
    const namespace = `modelkeep/${place.prefix}`;

    for (const metric of metrics) {
      const metricName = metric.name;
      const filter = new aws.cloudwatch.LogMetricFilter(
        `${name}-${metric.name}`,
        {
          name: `${place.prefix}-${metric.name}`,
          logGroupName: auditLogs.name,
          pattern: metric.pattern,
          metricTransformation: { name: metricName, namespace, value: "1", defaultValue: "0" },
        },
        { parent: this },
      );
      new aws.cloudwatch.MetricAlarm(
        `${name}-${metric.name}-alarm`,
        {
          name: `${place.prefix}-${metric.name}`,
          alarmDescription: metric.description,
          namespace,
          metricName,
          statistic: "Sum",
          period: 300,
          evaluationPeriods: 1,
          comparisonOperator: "GreaterThanOrEqualToThreshold",
          threshold: metric.threshold,
          treatMissingData: "notBreaching",
          alarmActions: [topicArn],
        },
        { parent: this, dependsOn: [filter] },
      );
    }

    this.registerOutputs({});
  }
}
