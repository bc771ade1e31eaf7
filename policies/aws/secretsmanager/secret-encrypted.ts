import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const secretsmanagerSecretEncrypted: ResourceRule = {
  name: "aws-secretsmanager-secret-encrypted",
  description: "Secrets are encrypted at rest with a customer-managed key, and have a recovery window.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D8", "D7"],
  frameworks: { fsbp: ["SecretsManager.1"], checkov: ["CKV_AWS_149"], nist80053r5: ["IA-5", "SC-28(1)"] },
  database: "SecretsManager.1: secrets of a database are managed.",
  remediation: "Set kmsKeyId, and recoveryWindowInDays to 7 or more.",
  types: ["aws:secretsmanager/secret:Secret"],
  check: (secret) => [
    ...need(secret.at("kmsKeyId").present(), "is missing; accepted: a customer-managed key"),
    ...need(
      secret.at("recoveryWindowInDays").absent().or(secret.at("recoveryWindowInDays").atLeast(7)).at("recoveryWindowInDays"),
      "deletes without recovery; accepted: 7 days or more",
    ),
  ],
};
