import { need } from "../../rule/outcome.ts";
import { podsOf, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podProcessNamespace: ResourceRule = {
  name: "kubernetes-pod-process-namespace",
  description: "Containers of a pod do not share a process namespace.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D16"],
  frameworks: { nist80053r5: ["SC-39"] },
  database: "Auxiliary processes of a database do not read its memory.",
  remediation: "Leave shareProcessNamespace unset.",
  types: podTypes,
  check: (workload) =>
    podsOf(workload).each((pod) =>
      need(pod.at("shareProcessNamespace").isOrAbsent(false), "must be false: a sidecar could read the server's memory"),
    ),
};
