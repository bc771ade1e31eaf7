import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const budgetsBudgetTellsSomebody: ResourceRule = {
  name: "aws-budgets-budget-tells-somebody",
  description: "A budget tells somebody before it is spent.",
  severity: "low",
  enforcement: "mandatory",
  controls: ["D19", "D10"],
  frameworks: { nist80053r5: ["SI-4"] },
  database: "RDS.20: critical events raise notifications.",
  remediation: "Add notifications with a subscriber.",
  types: ["aws:budgets/budget:Budget"],
  check: (budget) => [
    ...need(budget.at("notifications").items().empty().not(), "is missing: nobody is told"),
    ...budget
      .at("notifications")
      .items()
      .each((one) =>
        need(
          one.at("subscriberEmailAddresses").items().empty().and(one.at("subscriberSnsTopicArns").items().empty()).not(),
          "tells nobody; accepted is a subscriber",
          one.path,
        ),
      ),
  ],
};
