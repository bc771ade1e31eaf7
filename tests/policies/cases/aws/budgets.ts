import type { RuleCase } from "../../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    rule: "aws-budgets-budget-has-notification",
    on: "budget-monthly",
    fails: ["notifications = []", 'notifications 0 = {"threshold":80}'],
  },
];
