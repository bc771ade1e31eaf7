import { need, when } from "../../rule/outcome.ts";
import { podsOf } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const deploymentSpread: ResourceRule = {
  name: "kubernetes-deployment-spread",
  description: "Replicas are spread across nodes or zones.",
  severity: "low",
  enforcement: "advisory",
  controls: ["D12"],
  frameworks: { nist80053r5: ["CP-10", "SI-13"] },
  database: "RDS.5: a standby is in another Availability Zone.",
  remediation: "Set topologySpreadConstraints, or podAntiAffinity.",
  types: ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet"],
  check: (workload) =>
    when(workload.at("spec", "replicas").atLeast(2), () =>
      podsOf(workload).each((pod) =>
        need(
          pod.at("topologySpreadConstraints").items().empty().not(),
          "may all be scheduled on one node; accepted: topologySpreadConstraints",
        ),
      ),
    ),
};
