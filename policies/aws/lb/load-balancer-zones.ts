import { loadBalancers } from "../../rule/load-balancers.ts";
import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const lbLoadBalancerZones: ResourceRule = {
  name: "aws-lb-load-balancer-zones",
  description: "Load balancers span several Availability Zones, with cross-zone load balancing.",
  severity: "low",
  enforcement: "mandatory",
  controls: ["D12"],
  frameworks: { fsbp: ["ELB.13"], checkov: ["CKV_AWS_152"], nist80053r5: ["CP-10"] },
  database: "RDS.5: a database is Multi-AZ.",
  remediation: "Use subnets in two Availability Zones or more, and set enableCrossZoneLoadBalancing to true.",
  types: loadBalancers.slice(0, 2),
  check: (balancer) => [
    ...need(
      balancer.at("subnets").when({
        known: (subnets) => Truth.of(Array.isArray(subnets) && subnets.length >= 2, "subnets"),
        unknown: (because) => Truth.unknown([because], "subnets"),
        absent: () => balancer.at("subnetMappings").items().empty().not(),
      }),
      "is in one Availability Zone; accepted: two or more",
      "subnets",
    ),
    ...when(balancer.at("loadBalancerType").is("network"), () =>
      need(balancer.at("enableCrossZoneLoadBalancing").is(true), "must be true: clients of a zone without a healthy pod would fail"),
    ),
  ],
};
