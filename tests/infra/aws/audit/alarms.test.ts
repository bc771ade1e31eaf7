import * as aws from "@pulumi/aws";
import { describe, expect, it } from "vitest";
import { alarmTopicPolicy } from "../../../../infra/aws/audit/alarm-topic-policy.ts";
import { Alarms } from "../../../../infra/aws/audit/alarms.ts";
import { Keys } from "../../../../infra/aws/keys/keys.ts";
import { arnsOf, awsNames, placeOf } from "../../../../infra/aws/names.ts";
import { decide } from "../../../support/policy-decision.ts";
import { all, only, record } from "../../../support/recorder.ts";

const place = placeOf("demo", { accountId: "111122223333", region: "eu-central-1" });
const capacityBlock = { pool: "gpu", reservationId: "cr-0123456789abcdef0", end: "2027-01-04T11:30:00Z" };
const resources = await record(() => {
  const keys = new Keys("keys", { place, deployer: "deployer", publisher: "publisher", replicated: false }, {});
  const auditLogs = new aws.cloudwatch.LogGroup("audit", { name: "/modelkeep/audit" });
  new Alarms(
    "alarms",
    {
      place,
      key: keys.logs,
      keys,
      auditLogs,
      emails: ["ops@example.com", "sec@example.com"],
      breakGlass: "break-glass",
      capacityBlocks: [capacityBlock],
    },
    {},
  );
});

describe("the alarm topic", () => {
  it("is encrypted with the key of logs", { tags: ["alarm-topic-encrypted"] }, () => {
    expect(only(resources, "Topic").inputs).toMatchObject({ name: "modelkeep-demo-alarms", kmsMasterKeyId: "arn:aws:mock:::keys-logs" });
  });

  it("tells each address", () => {
    expect(all(resources, "TopicSubscription").map(({ inputs }) => [inputs["protocol"], inputs["endpoint"]])).toEqual([
      ["email", "ops@example.com"],
      ["email", "sec@example.com"],
    ]);
  });

  it("takes messages of this account's alarms, budgets and endpoint services, and of no other account's", {
    tags: ["alarm-topic-of-this-account"],
  }, () => {
    const ask = (principal: string, source: string, account: string, action = "sns:Publish") =>
      decide(alarmTopicPolicy(place), {
        principal,
        action,
        resource: arnsOf(place).topic(awsNames(place).alarmTopic),
        context: { "aws:SecureTransport": "true", "aws:SourceArn": source, "aws:SourceAccount": account },
      }).effect;
    const sources = {
      "cloudwatch.amazonaws.com": (account: string) => `arn:aws:cloudwatch:eu-central-1:${account}:alarm:modelkeep-demo-denied`,
      "budgets.amazonaws.com": (account: string) => `arn:aws:budgets::${account}:budget/modelkeep-demo`,
      "vpce.amazonaws.com": (account: string) => `arn:aws:ec2:eu-central-1:${account}:vpc-endpoint-service/vpce-svc-1`,
    };
    for (const [service, source] of Object.entries(sources)) {
      expect(ask(service, source(place.accountId), place.accountId)).toBe("Allow");
      expect(ask(service, source("999988887777"), "999988887777")).toBe("silent");
    }
    expect(ask("arn:aws:iam::999988887777:role/x", "", "")).toBe("silent");
  });

  it("takes EventBridge's messages, which come without a source, and nothing in the clear", {
    tags: ["alarm-topic-takes-eventbridge"],
  }, () => {
    const ask = (context: Record<string, string>) =>
      decide(alarmTopicPolicy(place), {
        principal: "events.amazonaws.com",
        action: "sns:Publish",
        resource: arnsOf(place).topic(awsNames(place).alarmTopic),
        context,
      }).effect;
    expect(ask({ "aws:SecureTransport": "true" })).toBe("Allow");
    expect(ask({ "aws:SecureTransport": "false" })).toBe("Deny");
  });
});

describe("the alarms", () => {
  it("tell at once when one of the keep's keys is disabled, scheduled for deletion or given another policy", {
    tags: ["shows-D19", "key-changes-alarm-at-once"],
  }, () => {
    const pattern = JSON.parse(only(resources, "EventRule", "alarms-keys").inputs["eventPattern"]);
    expect(pattern.detail.eventName).toEqual(expect.arrayContaining(["DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy"]));
    expect(pattern.detail.resources.ARN).toEqual(
      ["cluster", "vault", "logs", "registry", "volumes"].map((purpose) => `arn:aws:mock:::keys-${purpose}`),
    );
  });

  it("tell of findings of medium severity and above", () => {
    const pattern = JSON.parse(only(resources, "EventRule", "alarms-findings").inputs["eventPattern"]);
    expect(pattern).toEqual({
      source: ["aws.guardduty"],
      "detail-type": ["GuardDuty Finding"],
      detail: { severity: [{ numeric: [">=", 4] }] },
    });
  });

  it("announce the end of a capacity block", () => {
    expect(only(resources, "EventRule", "alarms-capacity-block-24h").inputs["scheduleExpression"]).toBe("cron(30 11 3 1 ? 2027)");
    expect(only(resources, "EventTarget", "alarms-capacity-block-2h-target").inputs["input"]).toContain("ends in 2 hours");
  });

  it("all reach the topic", () => {
    for (const { inputs } of all(resources, "MetricAlarm")) expect(inputs["alarmActions"]).toEqual(["arn:aws:mock:::alarms-topic"]);
    for (const { inputs } of all(resources, "EventTarget")) expect(inputs["arn"]).toBe("arn:aws:mock:::alarms-topic");
    expect(all(resources, "EventTarget")).toHaveLength(all(resources, "EventRule").length);
  });

  it("read the metric that their own filter over the trail writes", () => {
    const metrics = all(resources, "LogMetricFilter").map(
      ({ inputs }) => `${inputs["metricTransformation"].namespace}/${inputs["metricTransformation"].name}`,
    );
    expect(metrics.length).toBeGreaterThanOrEqual(10);
    expect(all(resources, "MetricAlarm").map(({ inputs }) => `${inputs["namespace"]}/${inputs["metricName"]}`)).toEqual(metrics);
    for (const { inputs } of all(resources, "LogMetricFilter")) expect(inputs["logGroupName"]).toBe("/modelkeep/audit");
  });
});
