import { namedIn } from "../../rule/named.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { groupRules, groupRuleTypes } from "../../rule/security-group-rules.ts";

export const ec2SecurityGroupNamedRanges: StackRule = {
  name: "aws-ec2-security-group-named-ranges",
  description: "Security groups name groups, and of address ranges only those of clients that the settings name.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1", "D2"],
  frameworks: { nist80053r5: ["SC-7", "SC-7(5)"] },
  database: "pg_hba.conf: an address is there because somebody who may connect has it.",
  remediation: "Name a security group in place of the range, or the range at the client whose it is.",
  checkStack: (stack) => {
    const named = namedIn(stack).map(({ value }) => value);
    return stack.of(...groupRuleTypes).flatMap((group) =>
      (["ingress", "egress"] as const).flatMap((direction) =>
        about(
          group,
          groupRules(group, direction).each(({ ranges }) =>
            ranges.each((range) =>
              need(
                range.is(...named),
                "is a range that no client of the settings has; accepted are security groups, and ranges of clients",
              ),
            ),
          ),
        ),
      ),
    );
  },
};
