import { forbid } from "../../rule/outcome.ts";
import { roleTypes } from "../../rule/roles.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const roleNoWildcard: ResourceRule = {
  name: "kubernetes-role-no-wildcard",
  description: "RBAC roles have no wildcards.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { cisEks: ["4.1.3"], checkov: ["CKV_K8S_49"], trivy: ["KSV-0044", "KSV-0045", "KSV-0046"], nist80053r5: ["AC-6"] },
  database: "GRANT: privileges are granted by name, not ALL.",
  remediation: "List apiGroups, resources and verbs.",
  types: roleTypes,
  check: (role) =>
    role
      .at("rules")
      .items()
      .each((rule) => [
        ...["verbs", "resources", "apiGroups", "nonResourceURLs"].flatMap((key) =>
          rule
            .at(key)
            .items()
            .each((one) => forbid(one.matches(/\*/), "contains a wildcard; accepted: names")),
        ),
      ]),
};
