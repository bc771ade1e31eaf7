import { need, when } from "../../rule/outcome.ts";
import { pinnedToPrincipals } from "../../rule/pinned.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";

export const kmsKeyNoPublicPrincipal: ResourceRule = {
  name: "aws-kms-key-no-public-principal",
  description: "KMS keys are not public.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D21"],
  frameworks: { fsbp: ["KMS.5"], checkov: ["CKV_AWS_33"], nist80053r5: [] },
  database: "RDS.1: nothing of a database is public.",
  remediation: "Name accounts, roles or services, or add a condition on kms:CallerAccount.",
  types: ["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy"],
  check: (key) =>
    statementsOf(key.at("policy")).each((statement) =>
      when(statement.allows(), () =>
        statement
          .principals()
          .each(({ id }) =>
            when(id.matches(/[*?]/), () =>
              need(
                pinnedToPrincipals(statement).at(id.path),
                "allows any principal to use the key; accepted: named principals or a condition on kms:CallerAccount",
              ),
            ),
          ),
      ),
    ),
};
