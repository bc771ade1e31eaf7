import { publicRange } from "../../rule/address-range.ts";
import { forbid } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { groupRules, groupRuleTypes } from "../../rule/security-group-rules.ts";

export const ec2SecurityGroupNoPublicIngress: ResourceRule = {
  name: "aws-ec2-security-group-no-public-ingress",
  description: "No security group allows ingress from public addresses.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D1", "D2"],
  frameworks: {
    fsbp: ["EC2.18", "EC2.19"],
    checkov: ["CKV_AWS_24", "CKV_AWS_25", "CKV_AWS_260", "CKV_AWS_277"],
    trivy: ["AWS-0107"],
    nist80053r5: ["SC-7", "SC-7(5)"],
  },
  database: "pg_hba.conf: no line for 0.0.0.0/0 or ::/0.",
  remediation: "Reference a security group or a private range instead.",
  types: groupRuleTypes,
  check: (group) =>
    groupRules(group, "ingress").each(({ ranges }) =>
      ranges.each((range) => forbid(publicRange(range), "allows ingress from public addresses; accepted: private ranges and other groups")),
    ),
};
