import { need } from "../../rule/outcome.ts";
import { podsOf, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podOwnServiceAccount: ResourceRule = {
  name: "kubernetes-pod-own-service-account",
  description: "Pods have a dedicated service account, not the namespace's default one.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { cisEks: ["4.1.5"], nist80053r5: ["AC-6"] },
  database: "GRANT: one role for each application.",
  remediation: "Set serviceAccountName.",
  types: podTypes,
  check: (workload) =>
    podsOf(workload).each((pod) =>
      need(
        pod.at("serviceAccountName").present().and(pod.at("serviceAccountName").is("default", "").not()),
        "is the default service account; accepted: a dedicated one",
        pod.at("serviceAccountName").path,
      ),
    ),
};
