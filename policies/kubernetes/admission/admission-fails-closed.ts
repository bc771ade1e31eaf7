import { forbid, need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const admissionFailsClosed: ResourceRule = {
  name: "kubernetes-admission-fails-closed",
  description: "Admission policies fail closed, and their rules are not empty.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D20", "D16"],
  frameworks: { nist80053r5: ["CM-7"] },
  database: "pg_hba.conf: what is not decided is rejected.",
  remediation: "Set failurePolicy to Fail.",
  types: ["kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy"],
  check: (policy) => [
    ...need(policy.at("spec", "failurePolicy").isOrAbsent("Fail"), "admits objects when evaluation fails; accepted: Fail"),
    ...need(policy.at("spec", "validations").items().empty().not(), "is missing: the policy rejects nothing"),
    ...policy
      .at("spec", "validations")
      .items()
      .each((one) =>
        forbid(one.at("expression").is("true"), "is always true, so it rejects nothing; accepted: an expression that can be false"),
      ),
    ...need(policy.at("spec", "matchConstraints", "resourceRules").items().empty().not(), "is missing: the policy matches no resources"),
    ...need(policy.at("spec", "matchConstraints", "excludeResourceRules").items().empty(), "excludes resources; accepted: none"),
  ],
};
