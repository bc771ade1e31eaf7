import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import type { Subject } from "../../rule/subject.ts";
import { anyOf, Truth } from "../../rule/truth.ts";

const binds = (binding: Subject, policy: Subject): Truth =>
  policy.at("metadata", "name").when({
    known: (name) => binding.at("spec", "policyName").is(String(name)),
    unknown: (because) => Truth.unknown([because], "spec.policyName"),
    absent: () => Truth.of(false, "spec.policyName"),
  });

export const admissionBound: StackRule = {
  name: "kubernetes-admission-bound",
  description: "Each ValidatingAdmissionPolicy has a binding, and each binding has a policy.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D20", "D16"],
  frameworks: { nist80053r5: ["CM-7"] },
  database: "RDS.35: a parameter group is in use.",
  remediation: "Add the binding or the policy.",
  checkStack: (stack) => {
    const policies = stack.of("kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy");
    const bindings = stack.of("kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding");
    return [
      ...policies.flatMap((policy) =>
        about(
          policy,
          need(
            anyOf(bindings.map((binding) => binds(binding, policy))),
            "has no binding, so it rejects nothing; accepted: a ValidatingAdmissionPolicyBinding",
            "binding",
          ),
        ),
      ),
      ...bindings.flatMap((binding) =>
        about(
          binding,
          need(
            anyOf(policies.map((policy) => binds(binding, policy))),
            "refers to a missing policy; accepted: a policy of the stack",
            "spec.policyName",
          ),
        ),
      ),
    ];
  },
};
