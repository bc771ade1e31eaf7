import type { RuleCase } from "../../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    rule: "aws-secretsmanager-secret-encrypted",
    on: { type: "aws:secretsmanager/secret:Secret", inputs: { kmsKeyId: "alias/own", recoveryWindowInDays: 30 } },
    fails: ["kmsKeyId -", "recoveryWindowInDays = 0"],
  },
  {
    rule: "aws-secretsmanager-secret-version-none",
    on: { type: "aws:ssm/parameter:Parameter", inputs: { type: "String" } },
    fails: ['type = "SecureString"'],
  },
];
