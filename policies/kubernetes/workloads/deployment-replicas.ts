import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const deploymentReplicas: ResourceRule = {
  name: "kubernetes-deployment-replicas",
  description: "Model servers have at least two replicas.",
  severity: "low",
  enforcement: "advisory",
  controls: ["D12"],
  frameworks: { nist80053r5: ["CP-10", "SI-13"] },
  database: "RDS.5: a database has a standby.",
  remediation: "Set replicas to 2 or more.",
  types: ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet"],
  check: (workload) => need(workload.at("spec", "replicas").atLeast(2), "is less than two; accepted: two or more"),
};
