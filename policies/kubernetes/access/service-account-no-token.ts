import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const serviceAccountNoToken: ResourceRule = {
  name: "kubernetes-service-account-no-token",
  description: "Service accounts do not mount API tokens automatically.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D8"],
  frameworks: { cisEks: ["4.1.6"], trivy: ["KSV-0036"], nist80053r5: ["IA-5"] },
  database: "No PGPASSWORD: a process has no credential that it does not use.",
  remediation: "Set automountServiceAccountToken to false, and leave secrets unset.",
  types: ["kubernetes:core/v1:ServiceAccount"],
  check: (account) => [
    ...need(account.at("automountServiceAccountToken").is(false), "must be false: when unset, a token is mounted"),
    ...need(account.at("secrets").items().empty(), "holds a token that never expires; accepted: none"),
  ],
};
