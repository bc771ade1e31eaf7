import { frontDoorFacts } from "../../facts/facts.ts";
import { bootstraps, configMap } from "../../rule/envoy.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const frontDoorSocketUpstream: ResourceRule = {
  name: "kubernetes-front-door-socket-upstream",
  description: "The front door's only upstream is the model server's Unix socket.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D3"],
  frameworks: {},
  database: "unix_socket_directories: local clients connect by the socket.",
  remediation: "Name the socket in pipe.path.",
  types: [configMap],
  check: (map) =>
    bootstraps(map).each((bootstrap) =>
      bootstrap
        .at("static_resources", "clusters")
        .items()
        .each((cluster) => [
          ...need(cluster.at("type").isOrAbsent("STATIC"), "is resolved at run time; accepted: STATIC"),
          ...need(cluster.at("load_assignment", "endpoints").items().empty().not(), "is missing", "load_assignment.endpoints"),
          ...cluster
            .at("load_assignment", "endpoints")
            .items()
            .each((group) =>
              group
                .at("lb_endpoints")
                .items()
                .each((endpoint) =>
                  need(
                    endpoint
                      .at("endpoint", "address", "pipe", "path")
                      .is(frontDoorFacts.socketPath)
                      .or(endpoint.at("endpoint", "address", "envoy_internal_address", "server_listener_name").present())
                      .at(endpoint.at("endpoint", "address").path),
                    `is another upstream; accepted: ${frontDoorFacts.socketPath} and internal listeners of Envoy`,
                  ),
                ),
            ),
        ]),
    ),
};
