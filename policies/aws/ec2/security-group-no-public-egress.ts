import { publicRange } from "../../rule/address-range.ts";
import { forbid } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { groupRules, groupRuleTypes } from "../../rule/security-group-rules.ts";

export const ec2SecurityGroupNoPublicEgress: ResourceRule = {
  name: "aws-ec2-security-group-no-public-egress",
  description: "No security group allows egress to public addresses.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D1", "D2"],
  frameworks: { checkov: ["CKV_AWS_382"], trivy: ["AWS-0104"], nist80053r5: ["SC-7", "SC-7(5)"] },
  database: "RDS.18: a database server opens no connection to the internet.",
  remediation: "Reference a security group, a private range, or the prefix list of a gateway endpoint instead.",
  types: groupRuleTypes,
  check: (group) =>
    groupRules(group, "egress").each(({ ranges }) =>
      ranges.each((range) =>
        forbid(
          publicRange(range),
          "allows egress to public addresses; accepted: private ranges, other groups and prefix lists of gateway endpoints",
        ),
      ),
    ),
};
