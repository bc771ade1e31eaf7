import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const codebuildProjectNotPublic: ResourceRule = {
  name: "aws-codebuild-project-not-public",
  description: "What builds say and how they end is shown to nobody outside of the account.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { nist80053r5: ["SC-7"] },
  database: "RDS.2: a database instance is not publicly accessible.",
  remediation: "Set projectVisibility to PRIVATE, and badgeEnabled to false.",
  types: ["aws:codebuild/project:Project"],
  check: (project) => [
    ...need(project.at("projectVisibility").isOrAbsent("PRIVATE"), "shows builds and their logs to everybody; accepted is PRIVATE"),
    ...need(project.at("badgeEnabled").isOrAbsent(false), "shows how builds end to everybody; accepted is false"),
  ],
};
