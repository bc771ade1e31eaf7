import type { RuleCase } from "../../rule-case.ts";

export const cases: readonly RuleCase[] = [
  { rule: "aws-guardduty-detector-exists", on: "guard-duty-detector", fails: ["remove guard-duty-detector"], unknown: "decided" },
  { rule: "aws-guardduty-detector-exists", on: { type: "aws:guardduty/detector:Detector", inputs: {} }, fails: [], unknown: [] },
  { rule: "aws-guardduty-detector-feature-on", on: "guard-duty-runtime", fails: ['status = "DISABLED"'] },
  {
    rule: "aws-guardduty-detector-features",
    on: "guard-duty-runtime",
    fails: ["remove guard-duty-runtime", "remove guard-duty-detector"],
    unknown: ["remove guard-duty-runtime"],
  },
  { rule: "aws-guardduty-detector-on", on: "guard-duty-detector", fails: ["enable = false", "findingPublishingFrequency -"] },
];
