import { need } from "../../rule/outcome.ts";
import { eachContainer, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podReadOnlyRoot: ResourceRule = {
  name: "kubernetes-pod-read-only-root",
  description: "Containers have a read-only root file system.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D17", "D16"],
  frameworks: { checkov: ["CKV_K8S_22"], trivy: ["KSV-0014"], nist80053r5: ["AC-6"] },
  database: "CIS PostgreSQL 2.2: programs of a database are not writable to it.",
  remediation: "Set securityContext.readOnlyRootFilesystem to true, and mount emptyDir volumes for writes.",
  types: podTypes,
  check: (workload) =>
    eachContainer(workload, (container) => need(container.at("securityContext", "readOnlyRootFilesystem").is(true), "must be true")),
};
