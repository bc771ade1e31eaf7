import type { RuleCase } from "../../rule-case.ts";

export const cases: readonly RuleCase[] = [
  { rule: "aws-sns-topic-encrypted", on: "alarms-topic", fails: ["kmsMasterKeyId -", 'kmsMasterKeyId = "alias/aws/sns"'] },
  {
    rule: "aws-sns-topic-has-subscription",
    on: "alarms-to-platform-on-call@example.com",
    fails: ["remove alarms-to-platform-on-call@example.com"],
  },
  { rule: "aws-sns-topic-policy", on: "alarms-topic-policy", fails: ["remove alarms-topic-policy"] },
  {
    rule: "aws-sns-topic-policy-named-source",
    on: "alarms-topic-policy",
    fails: [
      "policy Statement 0 -",
      "policy Statement 1 Condition -",
      'policy Statement 1 Principal = "*"',
      'policy Statement 1 Action = "sns:*"',
      'policy Statement 1 Resource = "*"',
    ],
    unknown: ["policy Statement 1 Condition", "policy"],
  },
];
