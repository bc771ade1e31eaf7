import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";
import { allOf, Truth } from "../../rule/truth.ts";

export const iamRoleFederatedSubject: ResourceRule = {
  name: "aws-iam-role-federated-subject",
  description: "A role for federated identities names the token's subject (sub).",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D4", "D5"],
  frameworks: { nist80053r5: ["AC-3", "AC-6"] },
  database: "RDS.12: an identity is one person or program.",
  remediation: "Add a StringEquals condition on the provider's sub, without a wildcard.",
  types: ["aws:iam/role:Role"],
  check: (role) =>
    statementsOf(role.at("assumeRolePolicy")).each((statement) =>
      when(statement.allows().and(statement.principals().some(({ kind }) => Truth.of(kind === "Federated"))), () =>
        need(
          statement
            .conditions()
            .some(({ operator, key, values }) =>
              allOf([
                Truth.of(operator === "StringEquals" && /:(sub|aud)$/i.test(key) && key.endsWith(":sub")),
                values.every((value) => value.matches(/[*?]/).not()),
                values.empty().not(),
              ]),
            ),
          "trusts every subject of the provider; accepted: a condition on its sub",
          statement.reading.path,
        ),
      ),
    ),
};
