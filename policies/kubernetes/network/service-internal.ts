import { frontDoorFacts } from "../../facts/facts.ts";
import { listOf } from "../../rule/configured.ts";
import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const serviceInternal: ResourceRule = {
  name: "kubernetes-service-internal",
  description: "Services are internal to the cluster, except the front door's node port, which is for an internal load balancer.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D1", "D3"],
  frameworks: { nist80053r5: ["SC-7"] },
  database: "RDS.2: a database instance is not publicly accessible.",
  remediation: "Set type to ClusterIP.",
  config: {
    nodePorts: {
      type: "array",
      items: { type: "integer" },
      default: [frontDoorFacts.nodePort],
      description: "node ports accepted",
    },
  },
  types: ["kubernetes:core/v1:Service"],
  check: (service, config) => {
    const type = service.at("spec", "type");
    return [
      ...need(
        type.isOrAbsent("ClusterIP", "NodePort"),
        "exposes the service outside of the cluster, or redirects it; accepted is ClusterIP",
      ),
      ...when(type.is("NodePort"), () =>
        service
          .at("spec", "ports")
          .items()
          .each((port) =>
            need(
              port.at("nodePort").is(...listOf(config, "nodePorts")),
              `opens a port of every node; accepted are ${listOf(config, "nodePorts").join(", ")}`,
            ),
          ),
      ),
      ...need(service.at("spec", "externalIPs").items().empty(), "claims external IP addresses; accepted are none"),
      ...need(service.at("spec", "externalName").absent(), "redirects clients to another host; accepted is none"),
      ...need(service.at("spec", "loadBalancerSourceRanges").items().empty(), "is for a load balancer; accepted are none"),
    ];
  },
};
