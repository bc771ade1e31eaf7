import { need, when } from "../../rule/outcome.ts";
import { pinnedToRoles, pinnedToSource } from "../../rule/pinned.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { statementsOf } from "../../rule/statement.ts";
import { Truth } from "../../rule/truth.ts";

export const kmsKeyScopedUse: ResourceRule = {
  name: "aws-kms-key-scoped-use",
  description: "Key policy statements for a whole account or a service are scoped by a condition.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D7", "D5"],
  frameworks: { fsbp: ["KMS.1"], nist80053r5: ["SC-12", "AC-6"] },
  database: "GRANT: one role for each application.",
  remediation: "Add conditions on aws:PrincipalArn, kms:EncryptionContext, aws:SourceArn or aws:SourceAccount.",
  types: ["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy"],
  check: (key) =>
    statementsOf(key.at("policy")).each((statement) =>
      when(
        statement
          .allows()
          .and(statement.principals().some(({ kind, id }) => Truth.of(kind === "Service").or(id.matches(/:root$|^\d{12}$/)))),
        () =>
          need(
            pinnedToRoles(statement).or(pinnedToSource(statement)).at(statement.reading.path),
            "allows a whole account, or a service on behalf of anyone; accepted: a condition on a role, an encryption context or a source",
          ),
      ),
    ),
};
