import type { RuleCase } from "../../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    rule: "aws-keep-complete",
    on: { type: "modelkeep:aws:Keep", inputs: {} },
    fails: [],
    forbidden: true,
    alone: true,
    unknown: "decided",
  },
];
