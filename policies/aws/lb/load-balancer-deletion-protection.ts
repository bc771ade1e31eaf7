import { loadBalancers } from "../../rule/load-balancers.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const lbLoadBalancerDeletionProtection: ResourceRule = {
  name: "aws-lb-load-balancer-deletion-protection",
  description: "Load balancers have deletion protection.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D14"],
  frameworks: { fsbp: ["ELB.6"], checkov: ["CKV_AWS_150"], nist80053r5: ["CP-2", "SC-5(2)"] },
  database: "RDS.8: deletion protection is on.",
  remediation: "Set enableDeletionProtection to true.",
  types: loadBalancers.slice(0, 2),
  check: (balancer) => need(balancer.at("enableDeletionProtection").is(true), "must be true"),
};
