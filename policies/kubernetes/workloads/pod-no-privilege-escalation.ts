import { need } from "../../rule/outcome.ts";
import { eachContainer, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podNoPrivilegeEscalation: ResourceRule = {
  name: "kubernetes-pod-no-privilege-escalation",
  description: "Containers do not allow privilege escalation.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D16"],
  frameworks: { cisEks: ["4.2.5"], checkov: ["CKV_K8S_20"], trivy: ["KSV-0001"], nist80053r5: ["AC-6"] },
  database: "A database has no setuid programs.",
  remediation: "Set securityContext.allowPrivilegeEscalation to false.",
  types: podTypes,
  check: (workload) =>
    eachContainer(workload, (container) =>
      need(container.at("securityContext", "allowPrivilegeEscalation").is(false), "must be false: when unset, it is true"),
    ),
};
