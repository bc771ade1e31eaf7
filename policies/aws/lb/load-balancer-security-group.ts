import { loadBalancers } from "../../rule/load-balancers.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const lbLoadBalancerSecurityGroup: ResourceRule = {
  name: "aws-lb-load-balancer-security-group",
  description: "A load balancer has a security group of its own, which cannot be added later.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { nist80053r5: ["AC-4", "SC-7(5)"] },
  database: "pg_hba.conf: what is not named is refused.",
  remediation: "Set securityGroups.",
  types: loadBalancers.slice(0, 2),
  check: (balancer) =>
    need(
      balancer.at("securityGroups").items().empty().not(),
      "is missing, so every address in the network is allowed; accepted: a group of its own",
    ),
};
