import { forbiddenType, type RuleCase } from "../../rule-case.ts";

export const cases: readonly RuleCase[] = [
  forbiddenType("aws-route53-resolver-endpoint-none", "aws:route53/resolverEndpoint:ResolverEndpoint", { direction: "OUTBOUND" }),
  {
    rule: "aws-route53-resolver-firewall-association-protected",
    on: "dns-firewall-association",
    fails: ['mutationProtection = "DISABLED"', "mutationProtection -"],
  },
  { rule: "aws-route53-resolver-firewall-config-fail-closed", on: "dns-firewall-fail-closed", fails: ['firewallFailOpen = "ENABLED"'] },
  {
    rule: "aws-route53-resolver-firewall-rule-group-default-block",
    on: "dns-firewall-block-every-other",
    fails: [
      'action = "ALLOW"',
      'action = "ALERT"',
      "priority = 1",
      "remove dns-firewall-block-every-other",
      "remove dns-firewall-every-name",
    ],
    unknown: ["action", "priority"],
  },
  {
    rule: "aws-route53-resolver-firewall-rule-no-wildcard-allow",
    on: "dns-firewall-names-in-use",
    fails: ['domains = ["*."]', 'domains = ["*.com."]', 'domains = ["*.amazonaws.com."]'],
  },
  {
    rule: "aws-route53-zone-private",
    on: { type: "aws:route53/zone:Zone", inputs: { name: "keep.internal", vpcs: [{ vpcId: "vpc-1" }] } },
    fails: ["vpcs -", "vpcs = []"],
  },
];
