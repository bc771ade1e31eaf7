import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const admissionDenies: ResourceRule = {
  name: "kubernetes-admission-denies",
  description: "A binding of an admission policy refuses what breaks it, and takes no object out.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D20", "D16"],
  frameworks: { nist80053r5: ["CM-7"] },
  database: "pg_hba.conf: what is not named is refused.",
  remediation: "Put Deny into validationActions, and leave objectSelector out.",
  types: ["kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding"],
  check: (binding) => [
    ...need(
      binding
        .at("spec", "validationActions")
        .items()
        .some((action) => action.is("Deny"))
        .at("spec.validationActions"),
      "lets pass what breaks the policy; accepted is Deny",
    ),
    ...need(binding.at("spec", "matchResources", "objectSelector").absent(), "takes out whatever bears a label; accepted is none"),
    ...need(binding.at("spec", "matchResources", "excludeResourceRules").items().empty(), "takes something out; accepted is none"),
  ],
};
