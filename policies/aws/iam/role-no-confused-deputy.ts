import { need, when } from "../../rule/outcome.ts";
import { pinnedToSource } from "../../rule/pinned.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";
import { Truth } from "../../rule/truth.ts";

/**
 * Services that do not say for whom they assume a role, or cannot be asked to by another account, since handing a role to them takes
 * `iam:PassRole`, which ends at the account. Sources: "Role policy document for CloudTrail to use CloudWatch Logs", "Setting up permissions
 * for live replication" (S3), "IAM roles for Amazon EC2".
 */
const silentServices = ["ec2.amazonaws.com", "cloudtrail.amazonaws.com", "s3.amazonaws.com"];

export const iamRoleNoConfusedDeputy: ResourceRule = {
  name: "aws-iam-role-no-confused-deputy",
  description: "A service assumes a role on behalf of this account alone, wherever the service says for whom it asks.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { nist80053r5: ["AC-3", "AC-6"] },
  database: "SECURITY DEFINER: a function that works with its owner's rights says for whom.",
  remediation: "Add conditions on aws:SourceAccount and aws:SourceArn.",
  types: ["aws:iam/role:Role"],
  check: (role) =>
    statementsOf(role.at("assumeRolePolicy")).each((statement) =>
      when(
        statement
          .allows()
          .and(statement.principals().some(({ kind, id }) => Truth.of(kind === "Service").and(id.is(...silentServices).not()))),
        () =>
          need(
            pinnedToSource(statement).at(statement.reading.path),
            "lets a service in on behalf of any account; accepted are conditions on aws:SourceAccount and aws:SourceArn",
          ),
      ),
    ),
};
