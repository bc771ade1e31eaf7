import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksNodeGroupGpuTaint: ResourceRule = {
  name: "aws-eks-node-group-gpu-taint",
  description: "GPU nodes are tainted for pods that request GPUs.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D10"],
  frameworks: { nist80053r5: ["SC-6"] },
  database: "Resource groups: a server is dedicated to its database.",
  remediation: "Add the taint nvidia.com/gpu with effect NO_SCHEDULE.",
  types: ["aws:eks/nodeGroup:NodeGroup"],
  check: (group) =>
    when(
      group
        .at("amiType")
        .matches(/NVIDIA|GPU/)
        .or(
          group
            .at("instanceTypes")
            .items()
            .some((type) => type.matches(/^(g|p)\d/)),
        ),
      () =>
        need(
          group
            .at("taints")
            .items()
            .some((taint) => taint.at("key").is("nvidia.com/gpu").and(taint.at("effect").is("NO_SCHEDULE", "NO_EXECUTE")))
            .at("taints"),
          "allows any pod on GPU nodes; accepted: the taint nvidia.com/gpu:NO_SCHEDULE",
        ),
    ),
};
