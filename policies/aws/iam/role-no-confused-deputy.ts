import { need, when } from "../../rule/outcome.ts";
import { pinnedToSource } from "../../rule/pinned.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";
import { Truth } from "../../rule/truth.ts";

/**
 * Services that do not pass on for whom they assume a role, or that another account cannot make use it, since passing a role to them takes
 * `iam:PassRole`, which is limited to the account. Sources: "Role policy document for CloudTrail to use CloudWatch Logs", "Setting up permissions
 * for live replication" (S3), "IAM roles for Amazon EC2".
 */
const silentServices = ["ec2.amazonaws.com", "cloudtrail.amazonaws.com", "s3.amazonaws.com"];

export const iamRoleNoConfusedDeputy: ResourceRule = {
  name: "aws-iam-role-no-confused-deputy",
  description: "Services assume a role only on behalf of this account, where the service passes its source (confused deputy).",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { nist80053r5: ["AC-3", "AC-6"] },
  database: "SECURITY DEFINER: a function that runs with its owner's privileges restricts its callers.",
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
            "trusts a service on behalf of any account; accepted: conditions on aws:SourceAccount and aws:SourceArn",
          ),
      ),
    ),
};
