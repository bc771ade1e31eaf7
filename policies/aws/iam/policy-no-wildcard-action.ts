import { forbid, when } from "../../rule/outcome.ts";
import { identityPolicies, identityPolicyTypes } from "../../rule/policies-of.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";

export const iamPolicyNoWildcardAction: ResourceRule = {
  name: "aws-iam-policy-no-wildcard-action",
  description: "A policy lists the actions that it allows, without service-wide wildcards.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { fsbp: ["IAM.1", "IAM.21"], nist80053r5: ["AC-6", "AC-3"] },
  database: "RDS.24 and RDS.25: no one connects as the superuser; privileges are granted by name.",
  remediation: "List the actions in use.",
  types: identityPolicyTypes,
  check: (policy) =>
    identityPolicies(policy).each((document) =>
      statementsOf(document).each((statement) =>
        when(statement.allows(), () =>
          statement
            .actions()
            .each((action) =>
              forbid(
                action.matches(/^\*|^[^:]*:\*$|:[A-Za-z]{0,2}\*$/),
                "allows all actions of a service or more; accepted: the actions in use",
              ),
            ),
        ),
      ),
    ),
};
