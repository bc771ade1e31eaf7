import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const codebuildProjectNotPublic: ResourceRule = {
  name: "aws-codebuild-project-not-public",
  description: "Builds, their logs and their status are not public.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { nist80053r5: ["SC-7"] },
  database: "RDS.2: a database instance is not publicly accessible.",
  remediation: "Set projectVisibility to PRIVATE, and badgeEnabled to false.",
  types: ["aws:codebuild/project:Project"],
  check: (project) => [
    ...need(project.at("projectVisibility").isOrAbsent("PRIVATE"), "makes builds and their logs public; accepted: PRIVATE"),
    ...need(project.at("badgeEnabled").isOrAbsent(false), "makes the build status public; accepted: false"),
  ],
};
