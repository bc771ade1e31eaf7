import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ecrRepositoryScanned: ResourceRule = {
  name: "aws-ecr-repository-scanned",
  description: "Images are scanned on push.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D15"],
  frameworks: { cisEks: ["5.1.1"], fsbp: ["ECR.1"], checkov: ["CKV_AWS_163"], trivy: ["AWS-0030"], nist80053r5: ["RA-5"] },
  database: "RDS.13: known vulnerabilities are found.",
  remediation: "Set imageScanningConfiguration.scanOnPush to true.",
  types: ["aws:ecr/repository:Repository"],
  check: (repository) => need(repository.at("imageScanningConfiguration", "scanOnPush").is(true), "must be true"),
};
