import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const route53ResolverFirewallAssociationProtected: ResourceRule = {
  name: "aws-route53-resolver-firewall-association-protected",
  description: "DNS firewall associations have mutation protection.",
  severity: "low",
  enforcement: "mandatory",
  controls: ["D14"],
  frameworks: { nist80053r5: ["CP-2"] },
  database: "RDS.8: deletion protection is on.",
  remediation: "Set mutationProtection to ENABLED.",
  types: ["aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation"],
  check: (association) => need(association.at("mutationProtection").is("ENABLED"), "could be removed by one call; accepted: ENABLED"),
};
