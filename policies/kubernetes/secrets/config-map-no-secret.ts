import { credential } from "../../rule/credential.ts";
import { forbid } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const configMapNoSecret: ResourceRule = {
  name: "kubernetes-config-map-no-secret",
  description: "ConfigMaps contain no credentials.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D8"],
  frameworks: { cisEks: ["4.4.1"], trivy: ["KSV-0109"], nist80053r5: ["IA-5(7)"] },
  database: "No PGPASSWORD: no password in a file that everyone can read.",
  remediation: "Use a Secret that a controller writes.",
  types: ["kubernetes:core/v1:ConfigMap"],
  check: (map) =>
    map
      .at("data")
      .entries()
      .each(({ value }) => forbid(value.matches(credential), "contains a credential; accepted: a Secret that a controller writes")),
};
