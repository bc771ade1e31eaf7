import { forbid, when } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";

export const route53ResolverFirewallRuleNoWildcardAllow: StackRule = {
  name: "aws-route53-resolver-firewall-rule-no-wildcard-allow",
  description: "DNS firewall allow lists contain full domain names, not whole top-level domains.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { nist80053r5: ["SC-7", "SC-7(11)"] },
  database: "pg_hba.conf: no line for all databases.",
  remediation: "List the domains in use.",
  checkStack: (stack) =>
    stack.of("aws:route53/resolverFirewallRule:ResolverFirewallRule").flatMap((rule) =>
      about(
        rule,
        when(rule.at("action").is("BLOCK").not(), () =>
          stack.of("aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList").flatMap((list) =>
            when(refersTo(rule, "firewallDomainListId", list), () =>
              list
                .at("domains")
                .items()
                .each((domain) =>
                  forbid(
                    domain.matches(/^\*\.?$|^\*\.[^.]+\.?$|^\*\.(amazonaws\.com|api\.aws)\.?$/),
                    `allows ${list.name}, which contains a whole domain; accepted: the domains in use`,
                    "firewallDomainListId",
                  ),
                ),
            ),
          ),
        ),
      ),
    ),
};
