import { forbid, when } from "../../rule/outcome.ts";
import { identityPolicies, identityPolicyTypes } from "../../rule/policies-of.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";
import { onlyUnscopable } from "../../rule/unscopable.ts";

export const iamPolicyNoWildcardResource: ResourceRule = {
  name: "aws-iam-policy-no-wildcard-resource",
  description: "A policy lists the resources that it allows, where the action supports resource-level permissions.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { fsbp: ["IAM.1"], nist80053r5: ["AC-6", "AC-3"] },
  database: "GRANT: privileges are granted on named objects.",
  remediation: "List the resources by ARN.",
  types: identityPolicyTypes,
  check: (policy) =>
    identityPolicies(policy).each((document) =>
      statementsOf(document).each((statement) =>
        when(statement.allows().and(onlyUnscopable(statement).not()), () =>
          statement
            .resources()
            .each((resource) =>
              forbid(
                resource
                  .matches(/^\*$|^arn:[^:]*:[^:]*:[^:]*:[^:]*:\*$|^arn:aws[\w-]*:s3:::\*/)
                  .and(statement.covers("logs:DescribeLogGroups").not()),
                "is every resource of a service; accepted: ARNs",
              ),
            ),
        ),
      ),
    ),
};
