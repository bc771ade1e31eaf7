import { need } from "../../rule/outcome.ts";
import { eachContainer, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podNoCapabilities: ResourceRule = {
  name: "kubernetes-pod-no-capabilities",
  description: "Containers drop all Linux capabilities, and add none.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D16"],
  frameworks: {
    checkov: ["CKV_K8S_25", "CKV_K8S_28", "CKV_K8S_37", "CKV_K8S_39"],
    trivy: ["KSV-0003", "KSV-0022", "KSV-0104", "KSV-0106"],
    nist80053r5: ["AC-6"],
  },
  database: "A database process has no root capabilities.",
  remediation: 'Set securityContext.capabilities.drop to ["ALL"], and leave add unset.',
  types: podTypes,
  check: (workload) =>
    eachContainer(workload, (container) => {
      const capabilities = container.at("securityContext", "capabilities");
      return [
        ...need(
          capabilities
            .at("drop")
            .items()
            .some((one) => one.is("ALL"))
            .at(capabilities.at("drop").path),
          "keeps capabilities; accepted: ALL",
        ),
        ...need(capabilities.at("add").items().empty(), "adds capabilities; accepted: none"),
      ];
    }),
};
