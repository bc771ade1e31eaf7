import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const codebuildProjectNotPrivileged: ResourceRule = {
  name: "aws-codebuild-project-not-privileged",
  description: "Builds do not run in privileged mode.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D18"],
  frameworks: { nist80053r5: ["AC-6"] },
  database: "CIS PostgreSQL 4.1: no login to the database server's operating system.",
  remediation: "Set environment.privilegedMode to false.",
  types: ["aws:codebuild/project:Project"],
  check: (project) =>
    need(project.at("environment", "privilegedMode").isOrAbsent(false), "gives the build root access to its host; accepted: false"),
};
