import { forbid, need, when } from "../../rule/outcome.ts";
import { endpointPolicyTypes } from "../../rule/policies-of.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";
import { onlyUnscopable } from "../../rule/unscopable.ts";

export const ec2VpcEndpointNamedResources: ResourceRule = {
  name: "aws-ec2-vpc-endpoint-named-resources",
  description: "An endpoint policy allows named resources only, where the action supports resource-level permissions.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { nist80053r5: ["SC-7", "SC-7(11)"] },
  database: "GRANT: privileges are granted on named objects.",
  remediation: "Name the resources by ARN.",
  types: endpointPolicyTypes,
  check: (endpoint) =>
    statementsOf(endpoint.at("policy")).each((statement) =>
      when(statement.allows(), () => [
        ...when(onlyUnscopable(statement).not(), () =>
          statement
            .resources()
            .each((resource) => forbid(resource.matches(/^\*$|^arn:aws[\w-]*:s3:::\*/), "is every resource; accepted: ARNs")),
        ),
        ...need(statement.reading.at("NotResource").absent(), "allows all resources except those listed; accepted: Resource"),
      ]),
    ),
};
