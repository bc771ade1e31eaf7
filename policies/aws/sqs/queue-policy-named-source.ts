import { need, when } from "../../rule/outcome.ts";
import { pinned, pinnedToPrincipals } from "../../rule/pinned.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";
import { Truth } from "../../rule/truth.ts";

export const sqsQueuePolicyNamedSource: ResourceRule = {
  name: "aws-sqs-queue-policy-named-source",
  description: "A queue accepts messages only from named senders.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D21"],
  frameworks: { nist80053r5: [] },
  database: "pg_hba.conf: users are named.",
  remediation: "Name roles; for a service add conditions on aws:SourceArn.",
  types: ["aws:sqs/queuePolicy:QueuePolicy", "aws:secretsmanager/secretPolicy:SecretPolicy"],
  check: (policy) =>
    statementsOf(policy.at("policy")).each((statement) =>
      when(statement.allows(), () =>
        statement
          .principals()
          .each(({ kind, id }) => [
            ...when(Truth.of(kind === "Service"), () =>
              need(pinned(statement).at(id.path), "allows a service on behalf of any source; accepted: a condition on the source"),
            ),
            ...when(id.matches(/[*?]/), () =>
              need(pinnedToPrincipals(statement).at(id.path), "allows any principal; accepted: named roles"),
            ),
          ]),
      ),
    ),
};
