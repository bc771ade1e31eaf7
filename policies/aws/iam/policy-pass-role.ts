import { forbid, need, when } from "../../rule/outcome.ts";
import { identityPolicies, identityPolicyTypes } from "../../rule/policies-of.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";
import { Truth } from "../../rule/truth.ts";

export const iamPolicyPassRole: ResourceRule = {
  name: "aws-iam-policy-pass-role",
  description: "PassRole permissions are limited to named roles and named services.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { nist80053r5: ["AC-6", "AC-3"] },
  database: "GRANT ... WITH ADMIN OPTION is given by name.",
  remediation: "List the roles in Resource, and add a condition on iam:PassedToService.",
  types: identityPolicyTypes,
  check: (policy) =>
    identityPolicies(policy).each((document) =>
      statementsOf(document).each((statement) =>
        when(statement.allows().and(statement.covers("iam:PassRole")), () => [
          ...statement
            .resources()
            .each((resource) => forbid(resource.matches(/\*/), "passes roles by a wildcard; accepted: ARNs of roles")),
          ...need(
            statement.conditions().some(({ key }) => Truth.of(key === "iam:passedtoservice")),
            "passes roles to any service; accepted: a condition on iam:PassedToService",
            statement.reading.path,
          ),
        ]),
      ),
    ),
};
