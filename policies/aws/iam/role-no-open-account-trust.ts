import { need, when } from "../../rule/outcome.ts";
import { pinnedToPrincipals } from "../../rule/pinned.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";
import { allOf, Truth } from "../../rule/truth.ts";

export const iamRoleNoOpenAccountTrust: ResourceRule = {
  name: "aws-iam-role-no-open-account-trust",
  description: "A role that trusts a whole account is limited to one of its principals or an external ID.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5", "D21"],
  frameworks: { fsbp: ["IAM.21"], nist80053r5: ["AC-3", "AC-6"] },
  database: "pg_hba.conf: users are named.",
  remediation: "Name a role by ARN, or add a condition on aws:PrincipalArn, aws:PrincipalOrgID or sts:ExternalId.",
  types: ["aws:iam/role:Role"],
  check: (role) =>
    statementsOf(role.at("assumeRolePolicy")).each((statement) =>
      when(statement.allows(), () =>
        statement.principals().each(({ kind, id }) =>
          when(Truth.of(kind === "AWS").and(id.matches(/:root$|^\d{12}$/)), () =>
            need(
              pinnedToPrincipals(statement)
                .or(
                  statement
                    .conditions()
                    .some(({ operator, key, values }) =>
                      allOf([
                        Truth.of(operator === "StringEquals" && key === "sts:externalid"),
                        values.empty().not(),
                        values.every((value) => value.matches(/^[^*?]+$/)),
                      ]),
                    ),
                )
                .at(id.path),
              "trusts a whole account; accepted: a role, or a condition on one",
            ),
          ),
        ),
      ),
    ),
};
