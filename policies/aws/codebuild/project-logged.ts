import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const codebuildProjectLogged: ResourceRule = {
  name: "aws-codebuild-project-logged",
  description:
    "What a build says is kept in a log group that the program has made, with its key and its retention, and nowhere in the clear.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D9"],
  frameworks: { nist80053r5: ["AU-9(3)"] },
  database: "pgaudit: what an administrator does is on record.",
  remediation: "Set logsConfig.cloudwatchLogs with status ENABLED and groupName; leave logsConfig.s3Logs.encryptionDisabled out.",
  types: ["aws:codebuild/project:Project"],
  check: (project) => [
    ...need(project.at("logsConfig", "cloudwatchLogs", "status").isOrAbsent("ENABLED"), "keeps no log; accepted is ENABLED"),
    ...need(
      project.at("logsConfig", "cloudwatchLogs", "groupName").present(),
      "is missing: CodeBuild would make a group without a key and for ever; accepted is a group of the program",
    ),
    ...need(project.at("logsConfig", "s3Logs", "encryptionDisabled").isOrAbsent(false), "leaves logs in the clear; accepted is false"),
  ],
};
