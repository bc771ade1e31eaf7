import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { groupRules, groupRuleTypes, onePort } from "../../rule/security-group-rules.ts";

export const ec2SecurityGroupOnePort: ResourceRule = {
  name: "aws-ec2-security-group-one-port",
  description: "A security group rule allows a single port, not a range and not all.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { fsbp: ["EC2.18"], checkov: ["CKV_AWS_277"], nist80053r5: ["SC-7(5)"] },
  database: "RDS.23: a database listens on one port.",
  remediation: "Set the protocol, and both ports to the one in use.",
  types: groupRuleTypes,
  check: (group) =>
    (["ingress", "egress"] as const).flatMap((direction) =>
      groupRules(group, direction).each((rule) => {
        // All traffic within a group is judged by aws-ec2-security-group-all-traffic-self-only.
        const betweenGroups = rule.ranges.empty().and(rule.prefixLists.empty(), rule.protocol.is("-1"));
        return when(betweenGroups.not(), () =>
          need(onePort(rule).at(rule.fromPort.path), "allows more than one port; accepted: one port of TCP or UDP"),
        );
      }),
    ),
};
