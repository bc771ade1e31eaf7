import { need, when } from "../../rule/outcome.ts";
import type { StackRule } from "../../rule/rule.ts";
import type { Subject } from "../../rule/subject.ts";
import { allOf, anyOf } from "../../rule/truth.ts";

export const admissionCoversNamespaces: StackRule = {
  name: "kubernetes-admission-covers-namespaces",
  description: "Admission policy bindings that select namespaces by name include all namespaces of the stack that another binding selects.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D20", "D16"],
  frameworks: { nist80053r5: ["CM-7"] },
  database: "RDS.35: a parameter group applies to every instance.",
  remediation: "List all of the namespaces in each binding.",
  checkStack: (stack) => {
    const bindings = stack.of("kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding");
    const named = (binding: Subject) => binding.at("spec", "matchResources", "namespaceSelector", "matchExpressions").items();
    const selects = (binding: Subject, name: string) =>
      named(binding).some((one) =>
        allOf([
          one.at("key").is("kubernetes.io/metadata.name"),
          one.at("operator").is("In"),
          one
            .at("values")
            .items()
            .some((value) => value.is(name)),
        ]),
      );
    return stack.of("kubernetes:core/v1:Namespace").flatMap((namespace) =>
      namespace.at("metadata", "name").when({
        known: (name) =>
          when(anyOf(bindings.map((binding) => selects(binding, String(name)))), () =>
            bindings.flatMap((binding) =>
              when(named(binding).empty().not(), () =>
                need(
                  selects(binding, String(name)),
                  `does not include ${name}; accepted: all namespaces of the stack`,
                  "spec.matchResources.namespaceSelector",
                ).map((outcome) => ({ ...outcome, subject: binding })),
              ),
            ),
          ),
        unknown: () => [],
        absent: () => [],
      }),
    );
  },
};
