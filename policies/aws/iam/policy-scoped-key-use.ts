import { need, when } from "../../rule/outcome.ts";
import { identityPolicies, identityPolicyTypes } from "../../rule/policies-of.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";
import { allOf, Truth } from "../../rule/truth.ts";

export const iamPolicyScopedKeyUse: ResourceRule = {
  name: "aws-iam-policy-scoped-key-use",
  description: "Permissions to use KMS keys by a wildcard are scoped by alias, service or encryption context.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5", "D7"],
  frameworks: { fsbp: ["KMS.1", "KMS.2"], nist80053r5: ["AC-6"] },
  database: "RDS.3: one database's key decrypts no other database.",
  remediation: "Use the key's ARN, or add a condition on kms:ResourceAliases or kms:EncryptionContext.",
  types: identityPolicyTypes,
  check: (policy) =>
    identityPolicies(policy).each((document) =>
      statementsOf(document).each((statement) =>
        when(
          allOf([
            statement.allows(),
            statement.actions().some((action) => action.matches(/^(\*|kms:(\*|Decrypt|Encrypt|ReEncrypt|GenerateDataKey|CreateGrant))/i)),
            statement.resources().some((resource) => resource.matches(/\*/)),
          ]),
          () =>
            need(
              statement
                .conditions()
                .some(({ operator, key, values }) =>
                  allOf([
                    Truth.of(
                      /^(ForAnyValue:)?(String|Arn)(Equals|Like)$/.test(operator) &&
                        (key === "kms:resourcealiases" || key.startsWith("kms:encryptioncontext:")),
                    ),
                    values.every((value) => value.matches(/^\*+$/).not()),
                  ]),
                ),
              "allows any KMS key of the account; accepted: a condition on kms:ResourceAliases or kms:EncryptionContext",
              statement.reading.path,
            ),
        ),
      ),
    ),
};
