import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ecrRepositoryImmutable: ResourceRule = {
  name: "aws-ecr-repository-immutable",
  description: "Image tags are immutable.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D15", "D13"],
  frameworks: { fsbp: ["ECR.2"], checkov: ["CKV_AWS_51"], trivy: ["AWS-0031"], nist80053r5: ["SI-7"] },
  database: "RDS.13: what runs is a version that was chosen.",
  remediation: "Set imageTagMutability to IMMUTABLE.",
  types: ["aws:ecr/repository:Repository"],
  check: (repository) => need(repository.at("imageTagMutability").is("IMMUTABLE"), "allows tags to be overwritten; accepted: IMMUTABLE"),
};
