import { need } from "../../rule/outcome.ts";
import { podsOf, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podNoServiceLinks: ResourceRule = {
  name: "kubernetes-pod-no-service-links",
  description: "A pod is not told of every service in its namespace by environment variables.",
  severity: "low",
  enforcement: "mandatory",
  controls: ["D16"],
  frameworks: { nist80053r5: ["CM-7"] },
  database: "A database knows no more of its neighbours than it needs.",
  remediation: "Set enableServiceLinks to false.",
  types: podTypes,
  check: (workload) =>
    podsOf(workload).each((pod) =>
      need(pod.at("enableServiceLinks").is(false), "must be false: left out, addresses and ports of all services are in the environment"),
    ),
};
