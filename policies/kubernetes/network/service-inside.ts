import { frontDoorFacts } from "../../facts/facts.ts";
import { listOf } from "../../rule/configured.ts";
import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const serviceInside: ResourceRule = {
  name: "kubernetes-service-inside",
  description: "A service stays inside of the cluster, but for the front door's node port behind an internal load balancer.",
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
      description: "node ports that may be opened",
    },
  },
  types: ["kubernetes:core/v1:Service"],
  check: (service, config) => {
    const type = service.at("spec", "type");
    return [
      ...need(
        type.isOrAbsent("ClusterIP", "NodePort"),
        "is a way in from outside of the cluster, or to somewhere else; accepted is ClusterIP",
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
      ...need(service.at("spec", "externalIPs").items().empty(), "takes over addresses from outside of the cluster; accepted is none"),
      ...need(service.at("spec", "externalName").absent(), "sends clients somewhere else; accepted is none"),
      ...need(service.at("spec", "loadBalancerSourceRanges").items().empty(), "belongs to a load balancer; accepted is none"),
    ];
  },
};
