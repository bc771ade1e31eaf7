import { need } from "../../rule/outcome.ts";
import { podsOf, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podHostNamespaces: ResourceRule = {
  name: "kubernetes-pod-host-namespaces",
  description: "Pods do not share the host's network, PID, IPC or user namespaces.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D16"],
  frameworks: {
    cisEks: ["4.2.2", "4.2.3", "4.2.4"],
    checkov: ["CKV_K8S_17", "CKV_K8S_18", "CKV_K8S_19"],
    trivy: ["KSV-0008", "KSV-0009", "KSV-0010"],
    nist80053r5: ["SC-39", "CM-7"],
  },
  database: "A database process is isolated from its host.",
  remediation: "Leave hostNetwork, hostPID, hostIPC and hostUsers unset.",
  types: podTypes,
  check: (workload) =>
    podsOf(workload).each((pod) =>
      ["hostNetwork", "hostPID", "hostIPC"].flatMap((key) =>
        need(pod.at(key).isOrAbsent(false), "must be false: the pod would share a namespace of its node"),
      ),
    ),
};
