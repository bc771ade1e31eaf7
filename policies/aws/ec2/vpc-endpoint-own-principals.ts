import { readsImageLayers } from "../../rule/image-layers.ts";
import { need, when } from "../../rule/outcome.ts";
import { pinnedToPrincipals } from "../../rule/pinned.ts";
import { endpointPolicyTypes } from "../../rule/policies-of.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { type Statement, statementsOf } from "../../rule/statement.ts";
import type { Truth } from "../../rule/truth.ts";

/** Whether the statement's Principal names specific principals, not a wildcard. */
const namesPrincipals = (statement: Statement): Truth =>
  statement
    .principals()
    .every(({ id }) => id.matches(/^\*$/).not())
    .and(statement.principals().empty().not());

export const ec2VpcEndpointOwnPrincipals: ResourceRule = {
  name: "aws-ec2-vpc-endpoint-own-principals",
  description: "An endpoint policy allows only principals of named accounts, organizations or roles.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1", "D21"],
  frameworks: { nist80053r5: ["SC-7", "SC-7(11)"] },
  database: "pg_hba.conf: users are named.",
  remediation: "Add a condition on aws:PrincipalAccount or aws:PrincipalOrgID to each Allow.",
  types: endpointPolicyTypes,
  check: (endpoint) =>
    statementsOf(endpoint.at("policy")).each((statement) =>
      when(statement.allows().and(readsImageLayers(statement).not()), () =>
        need(
          pinnedToPrincipals(statement).or(namesPrincipals(statement)).at(statement.reading.path),
          "allows credentials of any account, by which data can be exfiltrated; accepted: a condition on aws:PrincipalAccount or aws:PrincipalOrgID",
        ),
      ),
    ),
};
