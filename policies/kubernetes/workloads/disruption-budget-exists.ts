import { need, when } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const disruptionBudgetExists: StackRule = {
  name: "kubernetes-disruption-budget-exists",
  description: "Workloads with replicas > 1 have a PodDisruptionBudget.",
  severity: "low",
  enforcement: "advisory",
  controls: ["D12"],
  frameworks: { nist80053r5: ["CP-10"] },
  database: "RDS.5: a failover keeps a replica running.",
  remediation: "Add a PodDisruptionBudget.",
  checkStack: (stack) =>
    stack.of("kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet").flatMap((workload) =>
      about(
        workload,
        when(workload.at("spec", "replicas").atLeast(2), () =>
          need(
            stack.some(["kubernetes:policy/v1:PodDisruptionBudget"], (budget) =>
              budget.at("metadata", "namespace").when({
                known: (namespace) => workload.at("metadata", "namespace").is(String(namespace)),
                unknown: (because) => Truth.unknown([because]),
                absent: () => workload.at("metadata", "namespace").absent(),
              }),
            ),
            "has no PodDisruptionBudget in its namespace; accepted: one",
            "disruptionBudget",
          ),
        ),
      ),
    ),
};
