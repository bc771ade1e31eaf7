import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ecrRepositoryKept: ResourceRule = {
  name: "aws-ecr-repository-kept",
  description: "A repository that holds images is not deleted with them.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D14", "D13"],
  frameworks: { nist80053r5: ["CP-9"] },
  database: "RDS.8: deletion protection is on.",
  remediation: "Set forceDelete to false.",
  types: ["aws:ecr/repository:Repository"],
  check: (repository) => need(repository.at("forceDelete").isOrAbsent(false), "must be false: the images that run would be deleted"),
};
