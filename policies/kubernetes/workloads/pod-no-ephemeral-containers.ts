import { need } from "../../rule/outcome.ts";
import { podsOf, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podNoEphemeralContainers: ResourceRule = {
  name: "kubernetes-pod-no-ephemeral-containers",
  description: "No debugging container joins a pod.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D18"],
  frameworks: { nist80053r5: ["AC-3"] },
  database: "CIS PostgreSQL 4.1: nobody logs in to the database server.",
  remediation: "Leave ephemeralContainers out.",
  types: podTypes,
  check: (workload) =>
    podsOf(workload).each((pod) =>
      need(pod.at("ephemeralContainers").items().empty(), "shares network and volumes with the server; accepted is none"),
    ),
};
