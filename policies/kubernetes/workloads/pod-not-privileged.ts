import { need } from "../../rule/outcome.ts";
import { eachContainer, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podNotPrivileged: ResourceRule = {
  name: "kubernetes-pod-not-privileged",
  description: "No container is privileged, nor a process of a Windows host.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D16"],
  frameworks: { cisEks: ["4.2.1"], checkov: ["CKV_K8S_16"], trivy: ["KSV-0017"], nist80053r5: ["AC-6", "CM-7"] },
  database: "A database never runs as root.",
  remediation: "Leave privileged out.",
  types: podTypes,
  check: (workload) =>
    eachContainer(workload, (container, pod) => [
      ...need(container.at("securityContext", "privileged").isOrAbsent(false), "must be false: it has every right on the node"),
      ...need(container.at("securityContext", "windowsOptions", "hostProcess").isOrAbsent(false), "must be false"),
      ...need(pod.at("securityContext", "windowsOptions", "hostProcess").isOrAbsent(false), "must be false"),
      ...need(container.at("securityContext", "procMount").isOrAbsent("Default"), "shows more of the node; accepted is Default"),
      ...need(pod.at("securityContext", "sysctls").items().empty(), "changes the node's kernel; accepted is none"),
    ]),
};
