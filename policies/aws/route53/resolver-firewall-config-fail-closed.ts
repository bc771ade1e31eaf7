import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const route53ResolverFirewallConfigFailClosed: ResourceRule = {
  name: "aws-route53-resolver-firewall-config-fail-closed",
  description: "The DNS firewall fails closed.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { nist80053r5: ["SC-7"] },
  database: "pg_hba.conf: what is not decided is rejected.",
  remediation: "Set firewallFailOpen to DISABLED.",
  types: ["aws:route53/resolverFirewallConfig:ResolverFirewallConfig"],
  check: (config) =>
    need(config.at("firewallFailOpen").isOrAbsent("DISABLED"), "allows every query while the firewall fails; accepted: DISABLED"),
};
