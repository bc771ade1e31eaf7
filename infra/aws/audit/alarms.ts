import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Keys } from "../keys/keys.ts";
import { awsNames, type Place } from "../names.ts";
import { CapacityBlockReminders } from "../nodes/capacity-block-reminders.ts";
import { usualGpuPool } from "../nodes/pool-names.ts";
import { policyJson } from "../policy-document.ts";
import { alarmTopicPolicy } from "./alarm-topic-policy.ts";
import { AuditAlarms } from "./audit-alarms.ts";
import { auditMetrics } from "./audit-metrics.ts";

export interface AlarmsArgs {
  place: Place;
  /** KMS key of logs, which encrypts the topic. */
  key: aws.kms.Key;
  /** The monitored keys. */
  keys: Keys;
  /** The log group that the trail writes to. */
  auditLogs: aws.cloudwatch.LogGroup;
  /** Subscribed email addresses; each confirms once. */
  emails: string[];
  /** Name of the break-glass role; each use of it raises an alarm. */
  breakGlass?: string;
  /** Capacity Blocks with reminders before their end. */
  capacityBlocks: readonly PoolBlock[];
}

/** A Capacity Block and its node pool. */
export interface PoolBlock {
  pool: string;
  reservationId: string;
  /** Timestamp with an offset. */
  end: string;
}

/** An encrypted topic and its sources: changes to keys, findings, alarms on the trail, the end of a Capacity Block. */
export class Alarms extends pulumi.ComponentResource {
  readonly topic: aws.sns.Topic;
  /** ARN of the topic once its policy allows services to publish; some of them test that on creation. */
  readonly topicArn: pulumi.Output<string>;

  constructor(name: string, args: AlarmsArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:Alarms", name, {}, opts);
    const { place, key, keys, auditLogs, emails, breakGlass, capacityBlocks } = args;

    this.topic = new aws.sns.Topic(`${name}-topic`, { name: awsNames(place).alarmTopic, kmsMasterKeyId: key.arn }, { parent: this });
    const policy = new aws.sns.TopicPolicy(
      `${name}-topic-policy`,
      { arn: this.topic.arn, policy: policyJson(alarmTopicPolicy(place)) },
      { parent: this },
    );
    this.topicArn = policy.arn;
    for (const email of emails)
      new aws.sns.TopicSubscription(`${name}-to-${email}`, { topic: this.topic.arn, protocol: "email", endpoint: email }, { parent: this });

    const rule = (purpose: string, description: string, eventPattern: pulumi.Input<string>) => {
      const made = new aws.cloudwatch.EventRule(
        `${name}-${purpose}`,
        { name: `${place.prefix}-${purpose}`, description, eventPattern },
        { parent: this },
      );
      new aws.cloudwatch.EventTarget(`${name}-${purpose}-target`, { rule: made.name, arn: this.topicArn }, { parent: this });
    };
    // By event rather than from the log: a disabled key stops the cluster and makes the weights unreadable, so minutes count.
    rule("keys", "a key of the keep was disabled, scheduled for deletion, or given another policy", keyEvents(keys));
    rule("findings", "GuardDuty found something of medium severity or above", JSON.stringify(findings));

    new AuditAlarms(
      `${name}-audit`,
      { place, auditLogs, metrics: auditMetrics(place, breakGlass), topicArn: this.topicArn },
      { parent: this },
    );
    for (const { pool, ...capacityBlock } of capacityBlocks) {
      // An event rule's name has at most 64 characters, with the longest names of a keep and a model.
      const purpose = pool === usualGpuPool ? "capacity-block" : pool.replace(usualGpuPool, "block");
      new CapacityBlockReminders(`${name}-${purpose}`, { place, purpose, capacityBlock, topicArn: this.topicArn }, { parent: this });
    }

    this.registerOutputs({});
  }
}

/** Calls that disable or delete a key, or change its permissions. Source of the field names: CloudTrail records of AWS KMS. */
function keyEvents({ cluster, vault, logs, registry, volumes }: Keys): pulumi.Output<string> {
  return pulumi.jsonStringify({
    source: ["aws.kms"],
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: {
      eventSource: ["kms.amazonaws.com"],
      eventName: ["DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy", "DisableKeyRotation"],
      resources: { ARN: [cluster, vault, logs, registry, volumes].map((key) => key.arn) },
    },
  });
}

/** GuardDuty rates 4 and above as medium. */
const findings = { source: ["aws.guardduty"], "detail-type": ["GuardDuty Finding"], detail: { severity: [{ numeric: [">=", 4] }] } };
