import { forbid, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";

export const kmsKeyNamedActions: ResourceRule = {
  name: "aws-kms-key-named-actions",
  description: "A key policy names the actions it allows; nobody has them all.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D7"],
  frameworks: { fsbp: ["KMS.1", "KMS.2"], nist80053r5: ["SC-12"] },
  database: "RDS.24: nobody works as the superuser.",
  remediation: "List the actions; keep administration and use apart.",
  types: ["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy"],
  check: (key) =>
    statementsOf(key.at("policy")).each((statement) =>
      when(statement.allows(), () =>
        statement
          .actions()
          .each((action) =>
            forbid(
              action.matches(/^\*$|^kms:\*$|:[A-Za-z]{0,2}\*$/),
              "allows everything, use and administration in one hand; accepted are actions by name",
            ),
          ),
      ),
    ),
};
