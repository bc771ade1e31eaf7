import { forbid, need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";

export const iamRoleNamedTrust: ResourceRule = {
  name: "aws-iam-role-named-trust",
  description: "A role's trust policy lists principals, never a wildcard.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D5", "D21"],
  frameworks: { fsbp: ["IAM.21"], nist80053r5: ["AC-3", "AC-6"] },
  database: "pg_hba.conf: users are named.",
  remediation: "Name a service, or a role by ARN.",
  types: ["aws:iam/role:Role"],
  check: (role) =>
    statementsOf(role.at("assumeRolePolicy")).each((statement) =>
      when(statement.allows(), () => [
        ...statement
          .principals()
          .each(({ id }) => forbid(id.matches(/[*?]/), "trusts any principal; accepted: services and roles by name")),
        ...need(
          statement.reading.at("NotPrincipal").absent(),
          "trusts all principals except those listed; accepted: services and roles by name",
        ),
        ...statement.actions().each((action) => forbid(action.matches(/\*/), "allows any STS action; accepted: sts actions by name")),
      ]),
    ),
};
