import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const serviceSelectsPods: ResourceRule = {
  name: "kubernetes-service-selects-pods",
  description: "Services have a selector; there are no manual Endpoints or EndpointSlices.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D4"],
  frameworks: {},
  database: "A connection string points to the database.",
  remediation: "Set spec.selector, and remove Endpoints and EndpointSlices.",
  types: ["kubernetes:core/v1:Service", "kubernetes:core/v1:Endpoints", "kubernetes:discovery.k8s.io/v1:EndpointSlice"],
  check: (service) =>
    service.type.endsWith(":Service")
      ? need(
          service.at("spec", "selector").entries().empty().not().at("spec.selector"),
          "is missing: any writer of its endpoints could receive the clients' prompts",
        )
      : need(Truth.of(false), "redirects clients to an arbitrary address; accepted: a selector"),
};
