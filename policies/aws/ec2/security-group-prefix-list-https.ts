import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { groupRules, groupRuleTypes } from "../../rule/security-group-rules.ts";
import { allOf } from "../../rule/truth.ts";

export const ec2SecurityGroupPrefixListHttps: ResourceRule = {
  name: "aws-ec2-security-group-prefix-list-https",
  description: "Prefix lists are allowed only for HTTPS egress.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1", "D2"],
  frameworks: { nist80053r5: ["SC-7", "SC-7(5)"], trivy: ["AWS-0104"] },
  database: "RDS.38: connections are encrypted.",
  remediation: "Set ipProtocol tcp, fromPort 443 and toPort 443.",
  types: groupRuleTypes,
  check: (group) => [
    ...groupRules(group, "egress").each(({ prefixLists, protocol, fromPort, toPort }) =>
      when(prefixLists.empty().not(), () =>
        need(
          allOf([protocol.is("tcp", 6), fromPort.is(443), toPort.is(443)], fromPort.path),
          "allows a prefix list by more than HTTPS; accepted: TCP 443",
        ),
      ),
    ),
    ...groupRules(group, "ingress").each(({ prefixLists }) =>
      need(prefixLists.empty(), "allows ingress from a prefix list, which its owner can change; accepted: private ranges and groups"),
    ),
  ],
};
