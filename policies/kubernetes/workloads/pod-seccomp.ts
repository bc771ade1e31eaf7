import { need } from "../../rule/outcome.ts";
import { eachContainer, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podSeccomp: ResourceRule = {
  name: "kubernetes-pod-seccomp",
  description: "Containers use the runtime's default seccomp profile or a local one.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D16"],
  frameworks: { checkov: ["CKV_K8S_31"], trivy: ["KSV-0030", "KSV-0104"], nist80053r5: ["CM-7", "SC-39"] },
  database: "A database process is confined by its operating system.",
  remediation: "Set securityContext.seccompProfile.type to RuntimeDefault.",
  types: podTypes,
  check: (workload) =>
    eachContainer(workload, (container, pod) => {
      const own = container.at("securityContext", "seccompProfile", "type");
      const all = pod.at("securityContext", "seccompProfile", "type");
      return need(
        own
          .is("RuntimeDefault", "Localhost")
          .or(own.absent().and(all.is("RuntimeDefault", "Localhost")))
          .at(own.path),
        "is unconfined; accepted: RuntimeDefault and Localhost, here or in the pod",
      );
    }),
};
