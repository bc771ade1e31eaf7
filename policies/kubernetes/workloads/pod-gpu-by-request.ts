import { need, when } from "../../rule/outcome.ts";
import { containersOf, podsOf, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podGpuByRequest: ResourceRule = {
  name: "kubernetes-pod-gpu-by-request",
  description: "Pods that tolerate GPU nodes request GPUs, or cannot see any.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D10"],
  frameworks: { nist80053r5: ["SC-6"] },
  database: "Resource groups: a server is dedicated to its database.",
  remediation: 'Set resources.limits["nvidia.com/gpu"], or NVIDIA_VISIBLE_DEVICES=void in every container.',
  types: podTypes,
  check: (workload) =>
    podsOf(workload).each((pod) => {
      const tolerates = pod
        .at("tolerations")
        .items()
        .some((one) => one.at("key").is("nvidia.com/gpu", "").or(one.at("key").absent()));
      const asks = containersOf(pod).some((container) => container.at("resources", "limits", "nvidia.com/gpu").atLeast(1));
      const blind = containersOf(pod).every((container) =>
        container
          .at("env")
          .items()
          .some((one) => one.at("name").is("NVIDIA_VISIBLE_DEVICES").and(one.at("value").is("void", "none"))),
      );
      return when(tolerates, () =>
        need(
          asks.or(blind),
          "tolerates GPU nodes without requesting a GPU; accepted: a limit of nvidia.com/gpu, and NVIDIA_VISIBLE_DEVICES=void in every container",
          pod.at("tolerations").path,
        ),
      );
    }),
};
