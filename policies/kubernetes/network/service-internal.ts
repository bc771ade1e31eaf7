import { frontDoorFacts } from "../../facts/facts.ts";
import { listOf } from "../../rule/configured.ts";
import { targetGroups } from "../../rule/load-balancers.ts";
import { need, when } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import type { Stack } from "../../rule/stack.ts";

/** Ports to which load balancers of the program forward. */
const forwardedTo = (stack: Stack): string[] => stack.peek(...targetGroups).flatMap((targets) => targets.at("port").texts());

export const serviceInternal: StackRule = {
  name: "kubernetes-service-internal",
  description: "Services are internal to the cluster, except the node ports of front doors, which are for an internal load balancer.",
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
      default: [frontDoorFacts.nodePorts.usual],
      description: "node ports accepted, in addition to those to which a load balancer of the program forwards",
    },
  },
  checkStack: (stack, config) => {
    const ports = [...new Set([...listOf(config, "nodePorts"), ...forwardedTo(stack)])];
    return stack.of("kubernetes:core/v1:Service").flatMap((service) => {
      const type = service.at("spec", "type");
      return about(service, [
        ...need(
          type.isOrAbsent("ClusterIP", "NodePort"),
          "exposes the service outside of the cluster, or redirects it; accepted: ClusterIP",
        ),
        ...when(type.is("NodePort"), () =>
          service
            .at("spec", "ports")
            .items()
            .each((port) => need(port.at("nodePort").is(...ports), `opens a port of every node; accepted: ${ports.join(", ")}`)),
        ),
        ...need(service.at("spec", "externalIPs").items().empty(), "claims external IP addresses; accepted: none"),
        ...need(service.at("spec", "externalName").absent(), "redirects clients to another host; accepted: none"),
        ...need(service.at("spec", "loadBalancerSourceRanges").items().empty(), "is for a load balancer; accepted: none"),
      ]);
    });
  },
};
