import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const eksNodeGroupSpread: ResourceRule = {
  name: "aws-eks-node-group-spread",
  description: "Serving nodes span several Availability Zones, where capacity permits.",
  severity: "low",
  enforcement: "advisory",
  controls: ["D12"],
  frameworks: { nist80053r5: ["CP-10", "SI-13"] },
  database: "RDS.5: a database is Multi-AZ.",
  remediation: "Use subnets in two Availability Zones or more; a Capacity Block is in one.",
  types: ["aws:eks/nodeGroup:NodeGroup"],
  check: (group) =>
    when(group.at("capacityType").is("CAPACITY_BLOCK").not(), () =>
      need(
        group.at("subnetIds").when({
          known: (subnets) => Truth.of(Array.isArray(subnets) && subnets.length >= 2, "subnetIds"),
          unknown: (because) => Truth.unknown([because], "subnetIds"),
          absent: () => Truth.of(false, "subnetIds"),
        }),
        "is in one Availability Zone; accepted: two or more",
      ),
    ),
};
