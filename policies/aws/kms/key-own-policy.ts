import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const kmsKeyOwnPolicy: ResourceRule = {
  name: "aws-kms-key-own-policy",
  description: "A key has a policy of its own; AWS's default gives it to every policy of the account.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D7"],
  frameworks: { checkov: ["CKV2_AWS_64"], fsbp: ["KMS.1", "KMS.2"], nist80053r5: ["SC-12"] },
  database: "GRANT: nothing is allowed that was not granted.",
  remediation: "Set policy.",
  types: ["aws:kms/key:Key"],
  check: (key) =>
    need(key.at("policy").present(), "is missing, so every policy of the account may give the key away; accepted is a policy of its own"),
};
