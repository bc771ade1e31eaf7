import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ec2SecurityGroupDescribed: ResourceRule = {
  name: "aws-ec2-security-group-described",
  description: "Each security group and rule has a description.",
  severity: "low",
  enforcement: "advisory",
  controls: ["D2"],
  frameworks: { checkov: ["CKV_AWS_23"], trivy: ["AWS-0124"], nist80053r5: ["AC-4"] },
  database: "pg_hba.conf: each line has a comment.",
  remediation: "Write a description.",
  types: [
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  ],
  check: (group) =>
    need(
      group.at("description").matches(/\S/).and(group.at("description").is("Managed by Pulumi").not()),
      "is missing or a default; accepted: the purpose in words",
      "description",
    ),
};
