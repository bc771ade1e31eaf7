import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ecrRepositoryNoForceDelete: ResourceRule = {
  name: "aws-ecr-repository-no-force-delete",
  description: "A repository with images cannot be deleted (no forceDelete).",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D14", "D13"],
  frameworks: { nist80053r5: ["CP-9"] },
  database: "RDS.8: deletion protection is on.",
  remediation: "Set forceDelete to false.",
  types: ["aws:ecr/repository:Repository"],
  check: (repository) =>
    need(repository.at("forceDelete").isOrAbsent(false), "must be false: images in use would be deleted with the repository"),
};
