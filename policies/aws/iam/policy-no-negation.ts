import { Many } from "../../rule/many.ts";
import { need, when } from "../../rule/outcome.ts";
import { identityPolicies, identityPolicyTypes, resourcePolicy, resourcePolicyTypes } from "../../rule/policies-of.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";

export const iamPolicyNoNegation: ResourceRule = {
  name: "aws-iam-policy-no-negation",
  description: "Allow statements list what they allow, without NotAction, NotResource or NotPrincipal.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { nist80053r5: ["AC-6", "AC-3"] },
  database: "GRANT: what was not granted is not allowed.",
  remediation: "Use Action, Resource and Principal instead of NotAction, NotResource and NotPrincipal.",
  types: [...identityPolicyTypes, ...resourcePolicyTypes],
  check: (policy) => {
    const documents = identityPolicyTypes.includes(policy.type) ? identityPolicies(policy) : new Many([resourcePolicy(policy)], "policy");
    return documents.each((document) =>
      statementsOf(document).each((statement) =>
        when(statement.allows(), () =>
          ["NotAction", "NotResource", "NotPrincipal"].flatMap((key) =>
            need(statement.reading.at(key).absent(), "allows everything except what it lists; accepted: a list of what is allowed"),
          ),
        ),
      ),
    );
  },
};
