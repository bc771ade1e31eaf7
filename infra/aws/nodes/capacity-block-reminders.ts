import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Place } from "../names.ts";

export interface CapacityBlockRemindersArgs {
  place: Place;
  /** Purpose; part of resource names. */
  purpose: string;
  /** The purchased block: its id, and its end as a timestamp with an offset. */
  capacityBlock: { reservationId: string; end: string };
  topicArn: pulumi.Input<string>;
}

/** Hours before the end at which a reminder is sent: a day to buy the next block, and two hours to drain. */
const hoursBefore = [24, 2] as const;

/** One reminder. */
export interface Reminder {
  /** Hours before the end of the block. */
  hours: number;
  /** One-time schedule: an EventBridge cron expression in UTC, with the year. */
  schedule: string;
  message: string;
}

/**
 * The reminders of a block. EC2 begins to terminate a block's instances 30 minutes before its end time, so the last one leaves an hour and
 * a half. Source: "Capacity Blocks for ML" in the EC2 user guide.
 */
export function remindersOf({ reservationId, end }: { reservationId: string; end: string }, keep: string): Reminder[] {
  const ends = Date.parse(end);
  const written = (time: number) => `${new Date(time).toISOString().slice(0, 16)}Z`;
  return hoursBefore.map((hours) => {
    const at = new Date(ends - hours * 3_600_000);
    return {
      hours,
      schedule: `cron(${at.getUTCMinutes()} ${at.getUTCHours()} ${at.getUTCDate()} ${at.getUTCMonth() + 1} ? ${at.getUTCFullYear()})`,
      message: `${keep}: capacity block ${reservationId} ends in ${hours} hours, at ${written(ends)}; EC2 ends its instances from ${written(ends - 30 * 60_000)} on.`,
    };
  });
}

/** Messages to the alarm topic before a Capacity Block, and with it the model, ends. */
export class CapacityBlockReminders extends pulumi.ComponentResource {
  constructor(
    name: string,
    { place, purpose, capacityBlock, topicArn }: CapacityBlockRemindersArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("modelkeep:aws:CapacityBlockReminders", name, {}, opts);

    for (const { hours, schedule, message } of remindersOf(capacityBlock, place.prefix)) {
      const rule = new aws.cloudwatch.EventRule(
        `${name}-${hours}h`,
        {
          name: `${place.prefix}-${purpose}-${hours}h`,
          description: `${hours} hours before ${capacityBlock.reservationId} ends`,
          scheduleExpression: schedule,
        },
        { parent: this },
      );
      new aws.cloudwatch.EventTarget(
        `${name}-${hours}h-target`,
        { rule: rule.name, arn: topicArn, input: JSON.stringify(message) }, // SNS shows a JSON string as its text
        { parent: this },
      );
    }

    this.registerOutputs({});
  }
}
