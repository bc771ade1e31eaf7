import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const codebuildProjectLogged: ResourceRule = {
  name: "aws-codebuild-project-logged",
  description: "Build logs go to a managed log group with encryption and retention, and are never stored unencrypted.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D9"],
  frameworks: { nist80053r5: ["AU-9(3)"] },
  database: "pgaudit: an administrator's actions are logged.",
  remediation: "Set logsConfig.cloudwatchLogs with status ENABLED and groupName; leave logsConfig.s3Logs.encryptionDisabled out.",
  types: ["aws:codebuild/project:Project"],
  check: (project) => [
    ...need(project.at("logsConfig", "cloudwatchLogs", "status").isOrAbsent("ENABLED"), "disables logging; accepted: ENABLED"),
    ...need(
      project.at("logsConfig", "cloudwatchLogs", "groupName").present(),
      "is missing: CodeBuild would create a group without a key or retention; accepted: a log group of the program",
    ),
    ...need(project.at("logsConfig", "s3Logs", "encryptionDisabled").isOrAbsent(false), "stores logs unencrypted; accepted: false"),
  ],
};
