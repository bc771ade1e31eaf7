import { need } from "../../rule/outcome.ts";
import { podsOf, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podNoServiceLinks: ResourceRule = {
  name: "kubernetes-pod-no-service-links",
  description: "Pods do not get service links (environment variables for every Service in the namespace).",
  severity: "low",
  enforcement: "mandatory",
  controls: ["D16"],
  frameworks: { nist80053r5: ["CM-7"] },
  database: "A database knows no more of its neighbours than it needs.",
  remediation: "Set enableServiceLinks to false.",
  types: podTypes,
  check: (workload) =>
    podsOf(workload).each((pod) =>
      need(pod.at("enableServiceLinks").is(false), "must be false: when unset, addresses and ports of all Services are in the environment"),
    ),
};
