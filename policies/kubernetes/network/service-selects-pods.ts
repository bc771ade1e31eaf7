import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const serviceSelectsPods: ResourceRule = {
  name: "kubernetes-service-selects-pods",
  description: "Behind a service stand the pods that it selects, and nothing that somebody wrote there.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D4"],
  frameworks: {},
  database: "A connection string leads to the database.",
  remediation: "Set spec.selector, and remove Endpoints and EndpointSlices.",
  types: ["kubernetes:core/v1:Service", "kubernetes:core/v1:Endpoints", "kubernetes:discovery.k8s.io/v1:EndpointSlice"],
  check: (service) =>
    service.type.endsWith(":Service")
      ? need(
          service.at("spec", "selector").entries().empty().not().at("spec.selector"),
          "is missing: whoever writes its endpoints gets the clients' prompts",
        )
      : need(Truth.of(false), "sends clients to an address of the writer's choice; accepted is a selector"),
};
