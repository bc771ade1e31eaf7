import { need } from "../../rule/outcome.ts";
import { podsOf, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podOwnAccount: ResourceRule = {
  name: "kubernetes-pod-own-account",
  description: "A pod has a service account of its own, not its namespace's default one.",
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
        "is the default account; accepted is one of its own",
        pod.at("serviceAccountName").path,
      ),
    ),
};
