import { bootstraps, configMap } from "../../rule/envoy.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const frontDoorNoAdmin: ResourceRule = {
  name: "kubernetes-front-door-no-admin",
  description: "Envoy's admin interface is disabled, and its configuration is static.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D5", "D3"],
  frameworks: { nist80053r5: ["AC-3"] },
  database: "No superuser over the network.",
  remediation: "Remove admin.",
  types: [configMap],
  check: (map) =>
    bootstraps(map).each((bootstrap) => [
      ...need(bootstrap.at("admin").absent(), "can dump memory, change the runtime and stop Envoy; accepted: none"),
      ...need(bootstrap.at("dynamic_resources").absent(), "lets another server configure Envoy; accepted: none"),
    ]),
};
