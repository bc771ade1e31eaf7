import { keyGiven } from "../../rule/keys.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";

export const codebuildProjectEncrypted: StackRule = {
  name: "aws-codebuild-project-encrypted",
  description: "Build artifacts are encrypted at rest with a customer-managed key.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D7"],
  frameworks: { nist80053r5: ["SC-28(1)", "SC-12"] },
  database: "RDS.27: the key of a database is a customer-managed one.",
  remediation: "Set encryptionKey, and leave artifacts.encryptionDisabled unset.",
  checkStack: (stack) =>
    stack
      .of("aws:codebuild/project:Project")
      .flatMap((project) =>
        about(project, [
          ...need(keyGiven(stack, project, project.at("encryptionKey")), "is missing; accepted: a customer-managed key"),
          ...need(project.at("artifacts", "encryptionDisabled").isOrAbsent(false), "stores artifacts unencrypted; accepted: false"),
        ]),
      ),
};
