import { expect, it } from "vitest";
import { Budget } from "../../../../infra/aws/audit/budget.ts";
import { placeOf } from "../../../../infra/aws/names.ts";
import { only, record } from "../../../support/recorder.ts";

const place = placeOf("demo", { accountId: "111122223333", region: "eu-central-1" });
const budget = only(
  await record(() => new Budget("budget", { place, monthlyUsd: 5000.5, emails: ["ops@example.com"], topicArn: "arn:topic" }, {})),
  "Budget",
  "budget-monthly",
);

it("counts the cost of this keep alone, by its tag", { tags: ["budget-counts-this-keep"] }, () => {
  expect(budget.inputs["costFilters"]).toEqual([{ name: "TagKeyValue", values: ["user:modelkeep:keep$demo"] }]);
  expect(budget.inputs).toMatchObject({ limitAmount: "5000.5", limitUnit: "USD", timeUnit: "MONTHLY", budgetType: "COST" });
});

it("tells by mail and by the topic at 80% spent and at 100% forecast", () => {
  expect(budget.inputs["notifications"]).toMatchObject([
    { notificationType: "ACTUAL", threshold: 80, subscriberEmailAddresses: ["ops@example.com"], subscriberSnsTopicArns: ["arn:topic"] },
    {
      notificationType: "FORECASTED",
      threshold: 100,
      subscriberEmailAddresses: ["ops@example.com"],
      subscriberSnsTopicArns: ["arn:topic"],
    },
  ]);
});
