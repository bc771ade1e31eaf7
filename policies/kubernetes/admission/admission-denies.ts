import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const admissionDenies: ResourceRule = {
  name: "kubernetes-admission-denies",
  description: "Admission policy bindings deny violations, and exclude no objects.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D20", "D16"],
  frameworks: { nist80053r5: ["CM-7"] },
  database: "pg_hba.conf: what is not named is refused.",
  remediation: "Include Deny in validationActions, and leave objectSelector unset.",
  types: ["kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding"],
  check: (binding) => [
    ...need(
      binding
        .at("spec", "validationActions")
        .items()
        .some((action) => action.is("Deny"))
        .at("spec.validationActions"),
      "does not reject violations; accepted: Deny",
    ),
    ...need(binding.at("spec", "matchResources", "objectSelector").absent(), "excludes objects by label; accepted: none"),
    ...need(binding.at("spec", "matchResources", "excludeResourceRules").items().empty(), "excludes resources; accepted: none"),
  ],
};
