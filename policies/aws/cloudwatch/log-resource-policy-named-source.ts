import { forbid, need, when } from "../../rule/outcome.ts";
import { pinnedToSource } from "../../rule/pinned.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";
import { Truth } from "../../rule/truth.ts";

export const cloudwatchLogResourcePolicyNamedSource: ResourceRule = {
  name: "aws-cloudwatch-log-resource-policy-named-source",
  description: "A service writes logs on behalf of this account alone.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D9"],
  frameworks: { nist80053r5: ["AU-9(2)", "AU-12"] },
  database: "pgaudit: nobody else writes into the log.",
  remediation: "Add conditions on aws:SourceAccount and aws:SourceArn.",
  types: ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy"],
  check: (policy) =>
    statementsOf(policy.at("policyDocument")).each((statement) =>
      when(statement.allows(), () => [
        ...need(
          pinnedToSource(statement).at(statement.reading.path),
          "lets a service write for any account; accepted are conditions on aws:SourceAccount and aws:SourceArn",
        ),
        ...statement.principals().each(({ kind, id }) =>
          need(
            Truth.of(kind === "Service")
              .and(id.matches(/[*?]/).not())
              .at(id.path),
            "lets in everybody; accepted is a service",
          ),
        ),
        ...statement.actions().each((action) => forbid(action.matches(/\*/), "allows more than writing; accepted are actions by name")),
        ...statement.resources().each((resource) => forbid(resource.matches(/^\*$|log-group:\*$/), "is every log group; accepted is one")),
      ]),
    ),
};
