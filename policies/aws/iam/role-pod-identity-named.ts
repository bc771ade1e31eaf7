import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";
import { allOf, Truth } from "../../rule/truth.ts";

export const iamRolePodIdentityNamed: ResourceRule = {
  name: "aws-iam-role-pod-identity-named",
  description: "A Pod Identity role is for one service account in one namespace.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5", "D8"],
  frameworks: { cisEks: ["4.1.6"], nist80053r5: ["AC-3", "AC-6"] },
  database: "GRANT: one role for each application.",
  remediation: "Add conditions on aws:RequestTag/kubernetes-namespace and aws:RequestTag/kubernetes-service-account.",
  types: ["aws:iam/role:Role"],
  check: (role) =>
    statementsOf(role.at("assumeRolePolicy")).each((statement) =>
      when(statement.allows().and(statement.principals().some(({ id }) => id.is("pods.eks.amazonaws.com"))), () =>
        ["aws:requesttag/kubernetes-namespace", "aws:requesttag/kubernetes-service-account"].flatMap((tag) =>
          need(
            statement
              .conditions()
              .some(({ operator, key, values }) =>
                allOf([
                  Truth.of(operator === "StringEquals" && key === tag),
                  values.every((value) => value.matches(/^[a-z0-9-]+$/)),
                  values.empty().not(),
                ]),
              ),
            `trusts any pod of the account; accepted: a condition on ${tag}`,
            statement.reading.path,
          ),
        ),
      ),
    ),
};
