import type { RuleCase } from "../../rule-case.ts";

export const cases: readonly RuleCase[] = [
  { rule: "aws-budgets-budget-tells-somebody", on: "budget-monthly", fails: ["notifications = []", 'notifications 0 = {"threshold":80}'] },
];
