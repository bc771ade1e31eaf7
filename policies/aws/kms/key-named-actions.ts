import { forbid, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";

export const kmsKeyNamedActions: ResourceRule = {
  name: "aws-kms-key-named-actions",
  description: "A key policy lists the actions that it allows; no principal has kms:*.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D7"],
  frameworks: { fsbp: ["KMS.1", "KMS.2"], nist80053r5: ["SC-12"] },
  database: "RDS.24: no one connects as the superuser.",
  remediation: "List the actions; separate administration from use.",
  types: ["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy"],
  check: (key) =>
    statementsOf(key.at("policy")).each((statement) =>
      when(statement.allows(), () =>
        statement
          .actions()
          .each((action) =>
            forbid(
              action.matches(/^\*$|^kms:\*$|:[A-Za-z]{0,2}\*$/),
              "allows both use and administration of the key; accepted: actions by name",
            ),
          ),
      ),
    ),
};
