import { namedIn } from "../../rule/named.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { groupRules, groupRuleTypes } from "../../rule/security-group-rules.ts";

export const ec2SecurityGroupNamedRanges: StackRule = {
  name: "aws-ec2-security-group-named-ranges",
  description: "Security groups reference other groups, and only the CIDR ranges of clients in the settings.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1", "D2"],
  frameworks: { nist80053r5: ["SC-7", "SC-7(5)"] },
  database: "pg_hba.conf: each address belongs to a permitted client.",
  remediation: "Reference a security group instead of the range, or add the range to its client in the settings.",
  checkStack: (stack) => {
    const named = namedIn(stack).map(({ value }) => value);
    return stack.of(...groupRuleTypes).flatMap((group) =>
      (["ingress", "egress"] as const).flatMap((direction) =>
        about(
          group,
          groupRules(group, direction).each(({ ranges }) =>
            ranges.each((range) =>
              need(range.is(...named), "is not the range of any client in the settings; accepted: security groups, and ranges of clients"),
            ),
          ),
        ),
      ),
    );
  },
};
