import { frontDoorFacts } from "../../facts/facts.ts";
import { bootstraps, configMap, httpManagers } from "../../rule/envoy.ts";
import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const frontDoorRoutes: ResourceRule = {
  name: "kubernetes-front-door-routes",
  description: "The front door forwards only routes of the allow-list, matched exactly, and returns 404 for all others.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D5"],
  frameworks: { nist80053r5: ["AC-3"] },
  database: "GRANT EXECUTE: an application calls only what was granted.",
  remediation: "Match path exactly, and end with a direct_response of 404 for prefix /.",
  types: [configMap],
  check: (map) =>
    bootstraps(map).each((bootstrap) =>
      httpManagers(bootstrap).each((manager) =>
        manager
          .at("route_config", "virtual_hosts")
          .items()
          .each((host) => [
            ...host
              .at("routes")
              .items()
              .each((route) =>
                when(route.at("direct_response").absent(), () => [
                  ...need(
                    route.at("match", "path").is(...frontDoorFacts.routes.map(({ path }) => path)),
                    `is not in the allow-list; accepted: ${frontDoorFacts.routes.map(({ path }) => path).join(", ")}`,
                  ),
                  ...frontDoorFacts.routes.flatMap(({ path, method }) =>
                    when(route.at("match", "path").is(path), () =>
                      need(
                        route
                          .at("match", "headers")
                          .items()
                          .some((header) => header.at("name").is(":method").and(header.at("string_match", "exact").is(method))),
                        `matches any method; accepted: ${method}`,
                        route.at("match", "headers").path,
                      ),
                    ),
                  ),
                  ...need(
                    route
                      .at("match", "headers")
                      .items()
                      .some((header) =>
                        header
                          .at("name")
                          .is(":path")
                          .and(header.at("string_match", "exact").is(...frontDoorFacts.routes.map(({ path }) => path))),
                      ),
                    "accepts a query string, which path ignores; accepted: a match of :path",
                    route.at("match", "headers").path,
                  ),
                  ...need(
                    route.at("route", "host_rewrite_literal").present(),
                    "is missing: vLLM would see the client's Host header, which bypassed its API key check (CVE-2026-48746)",
                  ),
                  ...need(route.at("route", "timeout").present(), "is missing: a request would have no time limit"),
                ]),
              ),
            ...host
              .at("routes")
              .items()
              .each((route) =>
                when(route.at("direct_response").present(), () =>
                  need(route.at("direct_response", "status").is(404, 403), "returns another status; accepted: 404"),
                ),
              ),
            ...need(
              host
                .at("routes")
                .items()
                .some((route) => route.at("match", "prefix").is("/").and(route.at("direct_response", "status").is(404, 403))),
              "does not end with 404 for all other paths; accepted: a direct_response of 404 for prefix /",
              host.at("routes").path,
            ),
          ]),
      ),
    ),
};
