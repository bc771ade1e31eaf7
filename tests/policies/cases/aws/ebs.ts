import type { RuleCase } from "../../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    rule: "aws-ebs-default-encryption-on",
    on: { type: "aws:ebs/encryptionByDefault:EncryptionByDefault", inputs: { enabled: true } },
    fails: ["enabled = false"],
  },
];
