import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { awsNames, type Place } from "../names.ts";

export interface BudgetArgs {
  place: Place;
  /** USD per calendar month. */
  monthlyUsd: number;
  /** Notified email addresses; AWS accepts at most ten. */
  emails: string[];
  topicArn: pulumi.Input<string>;
}

/**
 * A budget for resources with the keep's tag. It includes costs only after the tag is activated as a cost allocation tag in the billing
 * account (once, by hand: AWS lists the tag there a day after its first use), and never Capacity Blocks, which are paid upfront.
 */
export class Budget extends pulumi.ComponentResource {
  constructor(name: string, { place, monthlyUsd, emails, topicArn }: BudgetArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:Budget", name, {}, opts);
    const { key, value } = awsNames(place).costTag;
    const told = {
      comparisonOperator: "GREATER_THAN",
      thresholdType: "PERCENTAGE",
      subscriberEmailAddresses: emails,
      subscriberSnsTopicArns: [topicArn],
    };

    new aws.budgets.Budget(
      `${name}-monthly`,
      {
        name: place.prefix,
        budgetType: "COST",
        timeUnit: "MONTHLY",
        limitAmount: String(monthlyUsd),
        limitUnit: "USD",
        costFilters: [{ name: "TagKeyValue", values: [`user:${key}$${value}`] }],
        notifications: [
          { ...told, notificationType: "ACTUAL", threshold: 80 },
          { ...told, notificationType: "FORECASTED", threshold: 100 },
        ],
      },
      { parent: this },
    );

    this.registerOutputs({});
  }
}
