import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const eksNodeGroupSpread: ResourceRule = {
  name: "aws-eks-node-group-spread",
  description: "Nodes that serve stand in several zones, where capacity permits.",
  severity: "low",
  enforcement: "advisory",
  controls: ["D12"],
  frameworks: { nist80053r5: ["CP-10", "SI-13"] },
  database: "RDS.5: a database stands in several zones.",
  remediation: "Name subnets of two zones or more; a Capacity Block lives in one.",
  types: ["aws:eks/nodeGroup:NodeGroup"],
  check: (group) =>
    when(group.at("capacityType").is("CAPACITY_BLOCK").not(), () =>
      need(
        group.at("subnetIds").when({
          known: (subnets) => Truth.of(Array.isArray(subnets) && subnets.length >= 2, "subnetIds"),
          unknown: (because) => Truth.unknown([because], "subnetIds"),
          absent: () => Truth.of(false, "subnetIds"),
        }),
        "stands in one zone; accepted are two or more",
      ),
    ),
};
