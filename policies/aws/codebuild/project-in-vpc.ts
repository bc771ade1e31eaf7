import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const codebuildProjectInVpc: ResourceRule = {
  name: "aws-codebuild-project-in-vpc",
  description: "Builds run in the keep's subnets and security groups; outside of a VPC they have internet access.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { nist80053r5: ["SC-7"] },
  database: "pg_hba.conf: what is not named is refused.",
  remediation: "Set vpcConfig with subnets and securityGroupIds of the keep.",
  types: ["aws:codebuild/project:Project"],
  check: (project) =>
    ["subnets", "securityGroupIds"].flatMap((key) =>
      need(
        project.at("vpcConfig", key).items().empty().not(),
        "is empty, so the build runs outside of the VPC; accepted: those of the keep",
      ),
    ),
};
