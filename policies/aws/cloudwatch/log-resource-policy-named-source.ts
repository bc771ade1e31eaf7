import { forbid, need, when } from "../../rule/outcome.ts";
import { pinnedToSource } from "../../rule/pinned.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";
import { Truth } from "../../rule/truth.ts";

export const cloudwatchLogResourcePolicyNamedSource: ResourceRule = {
  name: "aws-cloudwatch-log-resource-policy-named-source",
  description: "CloudWatch Logs resource policies let AWS services write only on behalf of this account.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D9"],
  frameworks: { nist80053r5: ["AU-9(2)", "AU-12"] },
  database: "pgaudit: no other process writes to the log.",
  remediation: "Add conditions on aws:SourceAccount and aws:SourceArn.",
  types: ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy"],
  check: (policy) =>
    statementsOf(policy.at("policyDocument")).each((statement) =>
      when(statement.allows(), () => [
        ...need(
          pinnedToSource(statement).at(statement.reading.path),
          "lets a service write on behalf of any account; accepted: conditions on aws:SourceAccount and aws:SourceArn",
        ),
        ...statement.principals().each(({ kind, id }) =>
          need(
            Truth.of(kind === "Service")
              .and(id.matches(/[*?]/).not())
              .at(id.path),
            "allows any principal; accepted: an AWS service",
          ),
        ),
        ...statement.actions().each((action) => forbid(action.matches(/\*/), "allows actions by wildcard; accepted: actions by name")),
        ...statement
          .resources()
          .each((resource) => forbid(resource.matches(/^\*$|log-group:\*$/), "is every log group; accepted: the ARN of one")),
      ]),
    ),
};
