import { need } from "../../rule/outcome.ts";
import { eachContainer, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podNotPrivileged: ResourceRule = {
  name: "kubernetes-pod-not-privileged",
  description: "Containers are not privileged, and are no Windows HostProcess containers.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D16"],
  frameworks: { cisEks: ["4.2.1"], checkov: ["CKV_K8S_16"], trivy: ["KSV-0017"], nist80053r5: ["AC-6", "CM-7"] },
  database: "A database never runs as root.",
  remediation: "Leave privileged unset.",
  types: podTypes,
  check: (workload) =>
    eachContainer(workload, (container, pod) => [
      ...need(
        container.at("securityContext", "privileged").isOrAbsent(false),
        "must be false: the container would have root access to the node",
      ),
      ...need(container.at("securityContext", "windowsOptions", "hostProcess").isOrAbsent(false), "must be false"),
      ...need(pod.at("securityContext", "windowsOptions", "hostProcess").isOrAbsent(false), "must be false"),
      ...need(container.at("securityContext", "procMount").isOrAbsent("Default"), "exposes more of the node's /proc; accepted: Default"),
      ...need(pod.at("securityContext", "sysctls").items().empty(), "changes kernel parameters; accepted: none"),
    ]),
};
