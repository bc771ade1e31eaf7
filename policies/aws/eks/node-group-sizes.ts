import { need } from "../../rule/outcome.ts";
import type { Reading } from "../../rule/reading.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const eksNodeGroupSizes: ResourceRule = {
  name: "aws-eks-node-group-sizes",
  description: "Node group sizes satisfy minSize <= desiredSize <= maxSize, which EKS requires.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D10"],
  frameworks: { nist80053r5: ["SC-6"] },
  database: "Storage autoscaling: the maximum is above the allocation.",
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

/** Whether the first is known to be at most the second; the path is that of the second. */
const atMost = (low: Reading, high: Reading): Truth =>
  low
    .when({
      known: (value) => high.atLeast(Number(value)),
      unknown: (because) => high.present().and(Truth.unknown([because])),
      absent: () => Truth.of(false),
    })
    .at(high.path);
