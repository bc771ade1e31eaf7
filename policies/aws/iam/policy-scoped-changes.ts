import { need, when } from "../../rule/outcome.ts";
import { identityPolicies, identityPolicyTypes } from "../../rule/policies-of.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";
import { allOf } from "../../rule/truth.ts";
import { onlyUnscopable } from "../../rule/unscopable.ts";

/**
 * Actions that modify resources, without those by which a caller only reports on itself (`ssm:UpdateInstanceInformation`).
 */
const changes =
  /^(ec2|ecr|eks|s3|iam|logs|autoscaling|elasticloadbalancing|lambda|sns|sqs|dynamodb|route53|ssm|secretsmanager|cloudtrail|guardduty|config):(?!(Get|List|Describe|Batch(Get|Check)|Head|Lookup|UpdateInstanceInformation$|GetAuthorizationToken$))\w+/i;

export const iamPolicyScopedChanges: ResourceRule = {
  name: "aws-iam-policy-scoped-changes",
  description: "Permissions to modify wildcard resources are scoped by a condition.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { nist80053r5: ["AC-6", "AC-3"] },
  database: "GRANT: privileges are granted on named objects.",
  remediation: "Use ARNs, or add a condition on a tag.",
  types: identityPolicyTypes,
  check: (policy) =>
    identityPolicies(policy).each((document) =>
      statementsOf(document).each((statement) =>
        when(
          allOf([
            statement.allows(),
            onlyUnscopable(statement).not(),
            statement.actions().some((action) => action.matches(changes)),
            statement.resources().some((resource) => resource.matches(/^\*$|:[a-z-]+\/\*$/)),
          ]),
          () =>
            need(
              statement.reading.at("Condition").present(),
              "modifies every resource of a type; accepted: ARNs or a condition",
              statement.reading.path,
            ),
        ),
      ),
    ),
};
