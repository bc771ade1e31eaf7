import { denial } from "../../rule/denials.ts";
import { forbid, need, when } from "../../rule/outcome.ts";
import { pinned } from "../../rule/pinned.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";
import { Truth } from "../../rule/truth.ts";

export const snsTopicPolicyNamedSource: ResourceRule = {
  name: "aws-sns-topic-policy-named-source",
  description: "A topic accepts messages only over TLS and only from AWS services on behalf of this account.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D19", "D21"],
  frameworks: { nist80053r5: ["SI-4"] },
  database: "pg_hba.conf: users are named.",
  remediation: "Deny where aws:SecureTransport is false, and add conditions on aws:SourceAccount.",
  types: ["aws:sns/topicPolicy:TopicPolicy"],
  check: (policy) => [
    ...need(
      denial(policy, ["sns:Publish"], "Bool", "aws:securetransport", /^false$/),
      "accepts messages without TLS; accepted: a Deny where aws:SecureTransport is false",
    ),
    ...statementsOf(policy.at("policy")).each((statement) =>
      when(statement.allows(), () => [
        ...statement.principals().each(({ kind, id }) =>
          when(
            Truth.of(kind === "Service")
              .and(id.is("events.amazonaws.com"))
              .not(),
            () =>
              need(
                pinned(statement).and(id.matches(/[*?]/).not()).at(id.path),
                "accepts messages from any sender or on behalf of any account; accepted: a service with a condition on aws:SourceAccount",
              ),
          ),
        ),
        ...statement.actions().each((action) => need(action.is("sns:Publish"), "allows more than publishing; accepted: sns:Publish")),
        ...statement.resources().each((resource) => forbid(resource.matches(/^\*$/), "is every topic; accepted: the ARN of one")),
      ]),
    ),
  ],
};
