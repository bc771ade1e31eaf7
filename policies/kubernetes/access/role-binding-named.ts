import { forbid } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const roleBindingNamed: ResourceRule = {
  name: "kubernetes-role-binding-named",
  description: "A role binding has named subjects, and no cluster-wide administrator role.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { cisEks: ["4.1.1", "4.1.5", "4.1.7"], trivy: ["KSV-0111", "KSV-0055"], nist80053r5: ["AC-6", "AC-2"] },
  database: "pg_hba.conf: no line for all users.",
  remediation: "Bind a group or a service account to a role of your own.",
  types: ["kubernetes:rbac.authorization.k8s.io/v1:RoleBinding", "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding"],
  check: (binding) => [
    ...forbid(
      binding.at("roleRef", "name").is("cluster-admin", "admin", "edit", "system:masters"),
      "is an administrator role; accepted: a role of your own, or view",
    ),
    ...binding
      .at("subjects")
      .items()
      .each((subject) => [
        ...forbid(
          subject.at("name").matches(/^system:(anonymous|unauthenticated|authenticated|masters|serviceaccounts)/),
          "is a built-in group of all users or accounts; accepted: groups and service accounts of your own",
        ),
        ...forbid(
          subject.at("kind").is("ServiceAccount").and(subject.at("name").is("default")).at(subject.at("name").path),
          "is the default service account, which pods get without asking; accepted: a dedicated one",
        ),
      ]),
  ],
};
