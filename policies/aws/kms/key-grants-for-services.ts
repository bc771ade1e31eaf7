import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";
import { allOf, Truth } from "../../rule/truth.ts";

export const kmsKeyGrantsForServices: ResourceRule = {
  name: "aws-kms-key-grants-for-services",
  description: "KMS grants can be created only for AWS services (kms:GrantIsForAWSResource).",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D7"],
  frameworks: { fsbp: ["KMS.1"], nist80053r5: ["SC-12"] },
  database: "GRANT ... WITH GRANT OPTION is given to no one.",
  remediation: "Add a condition on kms:GrantIsForAWSResource or kms:ViaService.",
  types: ["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy"],
  check: (key) =>
    statementsOf(key.at("policy")).each((statement) =>
      when(statement.allows().and(statement.covers("kms:CreateGrant")), () =>
        need(
          statement
            .conditions()
            .some(({ operator, key: name, values }) =>
              allOf([
                Truth.of(
                  (operator === "Bool" && name === "kms:grantisforawsresource") ||
                    (/^String(Equals|Like)$/.test(operator) && name === "kms:viaservice"),
                ),
                values.every((value) => value.is(true).or(value.matches(/^[a-z0-9-]+\.[a-z0-9-]+\.amazonaws\.com$/))),
                values.empty().not(),
              ]),
            ),
          "allows grants to any principal; accepted: a condition on kms:GrantIsForAWSResource or kms:ViaService",
          statement.reading.path,
        ),
      ),
    ),
};
