import { loadBalancers } from "../../rule/load-balancers.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const lbLoadBalancerInternal: ResourceRule = {
  name: "aws-lb-load-balancer-internal",
  description: "Load balancers are internal.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { trivy: ["AWS-0053"], nist80053r5: ["SC-7"] },
  database: "RDS.2: a database instance is not publicly accessible.",
  remediation: "Set internal to true.",
  types: loadBalancers,
  check: (balancer) => need(balancer.at("internal").is(true), "must be true: when unset, it is internet-facing"),
};
