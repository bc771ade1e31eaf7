import { need } from "../../rule/outcome.ts";
import { podsOf } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podHasProbes: ResourceRule = {
  name: "kubernetes-pod-has-probes",
  description: "Containers of a server have readiness and liveness probes.",
  severity: "low",
  enforcement: "advisory",
  controls: ["D12"],
  frameworks: { checkov: ["CKV_K8S_8", "CKV_K8S_9"], nist80053r5: ["SI-13"] },
  database: "RDS.5: a failover needs a health check.",
  remediation: "Set readinessProbe and livenessProbe.",
  types: ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet", "kubernetes:leaderworkerset.x-k8s.io/v1:LeaderWorkerSet"],
  check: (workload) =>
    podsOf(workload).each((pod) =>
      pod
        .at("containers")
        .items()
        .each((container) =>
          need(container.at("readinessProbe").present(), "is missing: traffic would be sent to a server that is not ready"),
        ),
    ),
};
