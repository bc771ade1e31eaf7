import { loadBalancers } from "../../rule/load-balancers.ts";
import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const lbLoadBalancerPrivateLinkRules: ResourceRule = {
  name: "aws-lb-load-balancer-private-link-rules",
  description: "Network Load Balancers apply their security group to PrivateLink traffic.",
  severity: "medium",
  enforcement: "advisory",
  controls: ["D2"],
  frameworks: { checkov: ["CKV_AWS_123"], nist80053r5: ["AC-4"] },
  database: "pg_hba.conf: a client connects from its own addresses.",
  remediation: "Set enforceSecurityGroupInboundRulesOnPrivateLinkTraffic to on, and allow the clients' ranges.",
  types: loadBalancers.slice(0, 2),
  check: (balancer) =>
    when(balancer.at("loadBalancerType").is("network"), () =>
      need(
        balancer.at("enforceSecurityGroupInboundRulesOnPrivateLinkTraffic").isOrAbsent("on"),
        "exempts PrivateLink clients from the security group; accepted: on",
      ),
    ),
};
