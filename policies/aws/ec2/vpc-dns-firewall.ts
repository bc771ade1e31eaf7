import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";

export const ec2VpcDnsFirewall: StackRule = {
  name: "aws-ec2-vpc-dns-firewall",
  description: "The VPC's resolver answers only for allowed domains, since DNS can exfiltrate data where no route exists.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { nist80053r5: ["SC-7", "SC-7(11)"] },
  database: "RDS.18: a database server opens no connection to the internet.",
  remediation:
    "Associate a rule group of the Resolver DNS Firewall with the VPC, and an aws.route53.ResolverFirewallConfig that fails closed.",
  checkStack: (stack) =>
    stack.of("aws:ec2/vpc:Vpc").flatMap((vpc) =>
      about(vpc, [
        ...need(
          stack.some(["aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation"], (one) =>
            refersTo(one, "vpcId", vpc),
          ),
          "has no DNS firewall; accepted: one that blocks every domain except those in use",
          "dnsFirewall",
        ),
        ...need(
          stack.some(["aws:route53/resolverFirewallConfig:ResolverFirewallConfig"], (one) => refersTo(one, "resourceId", vpc)),
          "has no failure mode for the DNS firewall; accepted: firewallFailOpen DISABLED",
          "dnsFirewallConfig",
        ),
      ]),
    ),
};
