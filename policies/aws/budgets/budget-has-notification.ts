import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const budgetsBudgetHasNotification: ResourceRule = {
  name: "aws-budgets-budget-has-notification",
  description: "A budget has a notification with a subscriber.",
  severity: "low",
  enforcement: "mandatory",
  controls: ["D19", "D10"],
  frameworks: { nist80053r5: ["SI-4"] },
  database: "RDS.20: critical events raise notifications.",
  remediation: "Add notifications with a subscriber.",
  types: ["aws:budgets/budget:Budget"],
  check: (budget) => [
    ...need(budget.at("notifications").items().empty().not(), "is missing: spending raises no alert; accepted: a notification"),
    ...budget
      .at("notifications")
      .items()
      .each((one) =>
        need(
          one.at("subscriberEmailAddresses").items().empty().and(one.at("subscriberSnsTopicArns").items().empty()).not(),
          "has no subscriber; accepted: an email address or an SNS topic",
          one.path,
        ),
      ),
  ],
};
