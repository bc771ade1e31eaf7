import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const secretsmanagerSecretVersionNone: ResourceRule = {
  name: "aws-secretsmanager-secret-version-none",
  description: "Secret values are not stored in the stack's state.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D8"],
  frameworks: { fsbp: ["SecretsManager.1"], nist80053r5: ["IA-5(7)"] },
  database: "No PGPASSWORD: no password in a file.",
  remediation: "Let a rotation function write the value.",
  types: ["aws:secretsmanager/secretVersion:SecretVersion", "aws:ssm/parameter:Parameter"],
  check: (version) =>
    when(Truth.of(version.type.includes("secretVersion")).or(version.at("type").is("SecureString")), () =>
      need(Truth.of(false), "stores a secret in the state; accepted: a value that a rotation function writes", "secretString"),
    ),
};
