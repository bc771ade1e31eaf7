import { need } from "../../rule/outcome.ts";
import type { Reading } from "../../rule/reading.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const eksNodeGroupSizes: ResourceRule = {
  name: "aws-eks-node-group-sizes",
  description: "Sizes of a node group are in order, minimum, desired, maximum: EKS refuses a request in which they are not.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D10"],
  frameworks: { nist80053r5: ["SC-6"] },
  database: "Storage autoscaling: the maximum is above what is allocated.",
  remediation: "Set minSize <= desiredSize <= maxSize.",
  types: ["aws:eks/nodeGroup:NodeGroup"],
  check: (group) => {
    const size = (name: string) => group.at("scalingConfig", name);
    return [
      ...need(atMost(size("minSize"), size("desiredSize")), "is below minSize, which EKS refuses"),
      ...need(atMost(size("desiredSize"), size("maxSize")), "is below desiredSize, which EKS refuses"),
    ];
  },
};

/** Whether the first is known to be at most the second, told of the second. */
const atMost = (low: Reading, high: Reading): Truth =>
  low
    .when({
      known: (value) => high.atLeast(Number(value)),
      unknown: (because) => high.present().and(Truth.unknown([because])),
      absent: () => Truth.of(false),
    })
    .at(high.path);
