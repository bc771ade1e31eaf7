import { forbid } from "../../rule/outcome.ts";
import { eachGrantedResource, roleTypes } from "../../rule/roles.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const roleNoSecrets: ResourceRule = {
  name: "kubernetes-role-no-secrets",
  description: "No role can read Secrets or create tokens.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D8", "D5"],
  frameworks: { cisEks: ["4.1.2"], trivy: ["KSV-0041", "KSV-0113"], nist80053r5: ["AC-6"] },
  database: "No one reads pg_authid.",
  remediation: "Remove the resources.",
  types: roleTypes,
  check: (role) =>
    eachGrantedResource(role, (one) =>
      forbid(
        one.is("secrets", "serviceaccounts/token", "certificatesigningrequests"),
        "gives access to credentials; accepted: other resources",
      ),
    ),
};
