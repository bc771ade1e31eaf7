import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const kmsKeyOwnPolicy: ResourceRule = {
  name: "aws-kms-key-own-policy",
  description: "A KMS key has a custom key policy; AWS's default delegates access to the account's IAM policies.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D7"],
  frameworks: { checkov: ["CKV2_AWS_64"], fsbp: ["KMS.1", "KMS.2"], nist80053r5: ["SC-12"] },
  database: "GRANT: nothing is allowed that was not granted.",
  remediation: "Set policy.",
  types: ["aws:kms/key:Key"],
  check: (key) =>
    need(key.at("policy").present(), "is missing, so any IAM policy of the account can grant access to the key; accepted: a custom policy"),
};
