import { need } from "../../rule/outcome.ts";
import { eachContainer, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podResources: ResourceRule = {
  name: "kubernetes-pod-resources",
  description: "Containers have resource requests and limits.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D10"],
  frameworks: {
    checkov: ["CKV_K8S_10", "CKV_K8S_11", "CKV_K8S_12", "CKV_K8S_13"],
    trivy: ["KSV-0011", "KSV-0015", "KSV-0016", "KSV-0018"],
    nist80053r5: ["SC-5", "SC-6"],
  },
  database: "work_mem: a database's memory is bounded.",
  remediation: "Set resources.requests for cpu and memory, and resources.limits for cpu, memory and ephemeral-storage.",
  types: podTypes,
  check: (workload) =>
    eachContainer(workload, (container) => [
      ...["cpu", "memory"].flatMap((key) =>
        need(container.at("resources", "requests", key).present(), "is missing: the scheduler cannot account for the container"),
      ),
      ...["cpu", "memory", "ephemeral-storage"].flatMap((key) =>
        need(container.at("resources", "limits", key).present(), "is missing: the container could starve other pods"),
      ),
    ]),
};
