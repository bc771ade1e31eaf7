import { loadBalancers } from "../../rule/load-balancers.ts";
import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const lbLoadBalancerPrivateLinkRules: ResourceRule = {
  name: "aws-lb-load-balancer-private-link-rules",
  description: "A load balancer holds PrivateLink traffic to its security group as well.",
  severity: "medium",
  enforcement: "advisory",
  controls: ["D2"],
  frameworks: { checkov: ["CKV_AWS_123"], nist80053r5: ["AC-4"] },
  database: "pg_hba.conf: a client comes from its own addresses.",
  remediation: "Set enforceSecurityGroupInboundRulesOnPrivateLinkTraffic to on, and name the clients' ranges.",
  types: loadBalancers.slice(0, 2),
  check: (balancer) =>
    when(balancer.at("loadBalancerType").is("network"), () =>
      need(
        balancer.at("enforceSecurityGroupInboundRulesOnPrivateLinkTraffic").isOrAbsent("on"),
        "lets PrivateLink clients past the security group; accepted is on",
      ),
    ),
};
