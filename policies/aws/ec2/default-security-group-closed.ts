import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ec2DefaultSecurityGroupClosed: ResourceRule = {
  name: "aws-ec2-default-security-group-closed",
  description: "The default security group of a VPC, which AWS creates open, has no rules.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { fsbp: ["EC2.2"], checkov: ["CKV2_AWS_12"], trivy: ["AWS-0173"], nist80053r5: ["AC-4", "SC-7(5)"] },
  database: "pg_hba.conf: what is not named is refused.",
  remediation: "Leave ingress and egress empty.",
  types: ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"],
  check: (group) => ["ingress", "egress"].flatMap((direction) => need(group.at(direction).items().empty(), "has rules; accepted: none")),
};
