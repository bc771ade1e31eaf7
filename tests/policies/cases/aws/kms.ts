import type { RuleCase } from "../../rule-case.ts";

export const cases: readonly RuleCase[] = [
  { rule: "aws-kms-key-change-alarm", on: "alarms-audit-keys", fails: ['pattern = "{ $.eventName = \\"Decrypt\\" }"'] },
  { rule: "aws-kms-key-deletion-window", on: "keys-vault", fails: ["deletionWindowInDays = 7"] },
  {
    rule: "aws-kms-key-enabled",
    on: "keys-vault",
    fails: ["isEnabled = false", "multiRegion = true", "bypassPolicyLockoutSafetyCheck = true"],
  },
  {
    rule: "aws-kms-key-grants-for-services",
    on: "keys-volumes",
    fails: [
      "policy Statement 2 Condition -",
      "policy Statement 4 Condition -",
      'policy Statement 2 Condition = {"Bool":{"kms:GrantIsForAWSResource":"false"}}',
    ],
  },
  {
    rule: "aws-kms-key-scoped-use",
    on: "keys-logs",
    fails: ["policy Statement 0 Condition -", "policy Statement 1 Condition -", "policy Statement 2 Condition -"],
  },
  {
    rule: "aws-kms-key-named-actions",
    on: "keys-vault",
    fails: ['policy Statement 1 Action = "kms:*"', 'policy Statement 1 Action = ["*"]'],
  },
  {
    rule: "aws-kms-key-no-public-principal",
    on: "keys-vault",
    fails: [
      'policy Statement 0 = {"Effect":"Allow","Principal":"*","Action":"kms:Decrypt","Resource":"*"}',
      'policy Statement 0 = {"Effect":"Allow","Principal":{"AWS":["*"]},"Action":"kms:Decrypt","Resource":"*","Condition":{"StringLike":{"aws:PrincipalArn":"*"}}}',
    ],
  },
  {
    rule: "aws-kms-key-one-account",
    on: "keys-volumes",
    fails: [
      'policy Statement 1 Principal = {"AWS":"arn:aws:iam::999999999999:role/other"}',
      'policy Statement 1 Principal = {"AWS":"999999999999"}',
    ],
  },
  { rule: "aws-kms-key-own-policy", on: "keys-vault", fails: ["policy -"] },
  { rule: "aws-kms-key-protected", on: "keys-vault", fails: ["unprotect"] },
  { rule: "aws-kms-key-rotation", on: "keys-vault", fails: ["enableKeyRotation = false", "enableKeyRotation -"] },
];
