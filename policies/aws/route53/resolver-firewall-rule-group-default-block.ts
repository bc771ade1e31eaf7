import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";
import type { Subject } from "../../rule/subject.ts";
import { allOf, anyOf, Truth } from "../../rule/truth.ts";

const ruleType = "aws:route53/resolverFirewallRule:ResolverFirewallRule";
const listType = "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList";

export const route53ResolverFirewallRuleGroupDefaultBlock: StackRule = {
  name: "aws-route53-resolver-firewall-rule-group-default-block",
  description: "A DNS firewall rule group ends with a rule that blocks every domain.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { nist80053r5: ["SC-7", "SC-7(11)"] },
  database: "pg_hba.conf: the last line rejects.",
  remediation: 'Add a rule with action BLOCK for a domain list of "*", after the others.',
  checkStack: (stack) =>
    stack.of("aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup").flatMap((group) => {
      const rules = stack.of(ruleType).filter((rule) => refersTo(rule, "firewallRuleGroupId", group).state !== "no");
      const everyName = (rule: Subject) =>
        stack.some([listType], (list) =>
          refersTo(rule, "firewallDomainListId", list).and(
            list
              .at("domains")
              .items()
              .some((domain) => domain.is("*", "*.")),
          ),
        );
      const last = (rule: Subject) =>
        allOf(
          rules
            .filter((other) => other !== rule)
            .map((other) =>
              other.at("priority").when({
                known: (priority) => rule.at("priority").atLeast(Number(priority)),
                unknown: (because) => Truth.unknown([because]),
                absent: () => Truth.of(true),
              }),
            ),
        );
      return about(
        group,
        need(
          anyOf(
            rules.map((rule) =>
              allOf([refersTo(rule, "firewallRuleGroupId", group), rule.at("action").is("BLOCK"), everyName(rule), last(rule)]),
            ),
          ),
          'allows domains that no rule covers; accepted: a last rule that blocks "*"',
          "rules",
        ),
      );
    }),
};
