import { forbid, need } from "../../rule/outcome.ts";
import { eachContainer, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podNotRoot: ResourceRule = {
  name: "kubernetes-pod-not-root",
  description: "Containers do not run as root.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D16"],
  frameworks: { checkov: ["CKV_K8S_23", "CKV_K8S_40"], trivy: ["KSV-0012", "KSV-0020", "KSV-0105"], nist80053r5: ["AC-6"] },
  database: "CIS PostgreSQL 4.1: a database runs as a user of its own.",
  remediation: "Set securityContext.runAsNonRoot to true and runAsUser to a user other than 0.",
  types: podTypes,
  check: (workload) =>
    eachContainer(workload, (container, pod) => {
      const own = container.at("securityContext");
      const all = pod.at("securityContext");
      return [
        ...need(
          own
            .at("runAsNonRoot")
            .is(true)
            .or(own.at("runAsNonRoot").absent().and(all.at("runAsNonRoot").is(true)))
            .at(own.at("runAsNonRoot").path),
          "must be true, here or in the pod",
        ),
        ...forbid(own.at("runAsUser").is(0), "is root; accepted: another user"),
        ...forbid(all.at("runAsUser").is(0), "is root; accepted: another user"),
        ...forbid(
          own.at("runAsGroup").is(0).or(all.at("runAsGroup").is(0)),
          "is the root group; accepted: another",
          own.at("runAsGroup").path,
        ),
      ];
    }),
};
