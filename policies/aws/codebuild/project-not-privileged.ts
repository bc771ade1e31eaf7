import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const codebuildProjectNotPrivileged: ResourceRule = {
  name: "aws-codebuild-project-not-privileged",
  description: "A build has no privileges over the host that it runs on.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D18"],
  frameworks: { nist80053r5: ["AC-6"] },
  database: "CIS PostgreSQL 4.1: nobody logs in to the database server's operating system.",
  remediation: "Set environment.privilegedMode to false.",
  types: ["aws:codebuild/project:Project"],
  check: (project) => need(project.at("environment", "privilegedMode").isOrAbsent(false), "gives the build the host; accepted is false"),
};
