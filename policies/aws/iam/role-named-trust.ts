import { forbid, need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";

export const iamRoleNamedTrust: ResourceRule = {
  name: "aws-iam-role-named-trust",
  description: "A role is assumed by principals that are named, never by everybody.",
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
          .each(({ id }) => forbid(id.matches(/[*?]/), "lets everybody in; accepted are services and roles by name")),
        ...need(statement.reading.at("NotPrincipal").absent(), "lets in all but those it names; accepted are services and roles by name"),
        ...statement
          .actions()
          .each((action) => forbid(action.matches(/\*/), "allows any way to assume the role; accepted are sts actions by name")),
      ]),
    ),
};
