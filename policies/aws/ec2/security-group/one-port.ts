import { need, when } from "../../../rule/outcome.ts";
import type { ResourceRule } from "../../../rule/rule.ts";
import { groupRules, groupRuleTypes, onePort } from "../../../rule/security-group-rules.ts";

export const ec2SecurityGroupOnePort: ResourceRule = {
  name: "aws-ec2-security-group-one-port",
  description: "A security group that names addresses or prefix lists opens one port for them, not a range and not all.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { fsbp: ["EC2.18"], checkov: ["CKV_AWS_277"], nist80053r5: ["SC-7(5)"] },
  database: "RDS.23: a database listens on one port.",
  remediation: "Set ipProtocol, and fromPort and toPort to the one port in use.",
  types: groupRuleTypes,
  check: (group) =>
    (["ingress", "egress"] as const).flatMap((direction) =>
      groupRules(group, direction).each((rule) =>
        when(rule.ranges.empty().and(rule.prefixLists.empty()).not(), () =>
          need(onePort(rule).at(rule.fromPort.path), "opens more than one port to addresses; accepted is one port of TCP or UDP"),
        ),
      ),
    ),
};
