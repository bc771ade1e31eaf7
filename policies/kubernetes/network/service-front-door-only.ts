import { frontDoorFacts } from "../../facts/facts.ts";
import { listOf } from "../../rule/configured.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const serviceFrontDoorOnly: ResourceRule = {
  name: "kubernetes-service-front-door-only",
  description: "Services target only the front door's port.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D3"],
  frameworks: {},
  database: "RDS.23: a database listens on one port.",
  remediation: "Set targetPort to the front door's.",
  config: { ports: { type: "array", items: { type: "integer" }, default: [frontDoorFacts.port], description: "target ports accepted" } },
  types: ["kubernetes:core/v1:Service"],
  check: (service, config) =>
    service
      .at("spec", "ports")
      .items()
      .each((port) =>
        need(
          port
            .at("targetPort")
            .is(...listOf(config, "ports"))
            .or(
              port
                .at("targetPort")
                .absent()
                .and(port.at("port").is(...listOf(config, "ports"))),
            )
            .at(port.at("targetPort").path),
          `bypasses the front door; accepted: ${listOf(config, "ports").join(", ")}`,
        ),
      ),
};
