import { forbid, need, when } from "../../rule/outcome.ts";
import { endpointPolicyTypes } from "../../rule/policies-of.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";

export const ec2VpcEndpointNamedActions: ResourceRule = {
  name: "aws-ec2-vpc-endpoint-named-actions",
  description: "An endpoint policy allows named actions only, without wildcards.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { nist80053r5: ["SC-7", "SC-7(11)"] },
  database: "GRANT: privileges are granted by name, not ALL.",
  remediation: "List the actions in use.",
  types: endpointPolicyTypes,
  check: (endpoint) =>
    statementsOf(endpoint.at("policy")).each((statement) =>
      when(statement.allows(), () => [
        ...statement
          .actions()
          .each((action) => forbid(action.matches(/^\*$|^[^:]*:\*$/), "allows every action; accepted: the actions in use")),
        ...need(statement.reading.at("NotAction").absent(), "allows all actions except those listed; accepted: Action"),
      ]),
    ),
};
