import { need } from "../../rule/outcome.ts";
import { podsOf, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podNoEphemeralContainers: ResourceRule = {
  name: "kubernetes-pod-no-ephemeral-containers",
  description: "Pods have no ephemeral (debug) containers.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D18"],
  frameworks: { nist80053r5: ["AC-3"] },
  database: "CIS PostgreSQL 4.1: no login to the database server.",
  remediation: "Leave ephemeralContainers unset.",
  types: podTypes,
  check: (workload) =>
    podsOf(workload).each((pod) =>
      need(pod.at("ephemeralContainers").items().empty(), "share network and volumes with the server; accepted: none"),
    ),
};
