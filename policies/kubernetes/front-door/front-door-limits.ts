import { bootstraps, configMap, filterChains, filtersNamed, httpManagers } from "../../rule/envoy.ts";
import { need, when } from "../../rule/outcome.ts";
import type { Reading } from "../../rule/reading.ts";
import type { ResourceRule } from "../../rule/rule.ts";

/** Fields of the HTTP connection manager that set a limit. */
const bounded: readonly (readonly string[])[] = [
  ["max_request_headers_kb"],
  ["request_headers_timeout"],
  ["request_timeout"],
  ["stream_idle_timeout"],
  ["common_http_protocol_options", "max_headers_count"],
  ["common_http_protocol_options", "idle_timeout"],
  ["common_http_protocol_options", "max_connection_duration"],
  ["http2_protocol_options", "max_concurrent_streams"],
];

/** Whether a cluster targets an internal listener of Envoy, so that its connections are one client's and carry HTTP only behind it. */
const toListener = (cluster: Reading) =>
  cluster
    .at("load_assignment", "endpoints")
    .items()
    .some((group) =>
      group
        .at("lb_endpoints")
        .items()
        .some((endpoint) => endpoint.at("endpoint", "address", "envoy_internal_address").present()),
    );

export const frontDoorLimits: ResourceRule = {
  name: "kubernetes-front-door-limits",
  description: "The front door has limits per request, per connection, per client, per group of addresses, and in total.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D10"],
  frameworks: { nist80053r5: ["SC-5"] },
  database: "max_connections and statement_timeout: a database has limits.",
  remediation: "Set the missing fields.",
  types: [configMap],
  check: (map) =>
    bootstraps(map).each((bootstrap) => [
      ...httpManagers(bootstrap).each((manager) => [
        ...bounded.flatMap((path) => need(manager.at(...path).present(), "is missing: there would be no limit")),
        ...need(
          manager
            .at("http_filters")
            .items()
            .some((filter) =>
              filter.at("name").is("envoy.filters.http.buffer").and(filter.at("typed_config", "max_request_bytes").atLeast(1)),
            ),
          "does not limit the request body; accepted: envoy.filters.http.buffer",
          manager.at("http_filters").path,
        ),
      ]),
      ...bootstrap
        .at("static_resources", "clusters")
        .items()
        .each((cluster) => [
          ...need(
            cluster.at("circuit_breakers", "thresholds").items().empty().not(),
            "is missing: requests to the model server would have no limit",
          ),
          ...cluster
            .at("circuit_breakers", "thresholds")
            .items()
            .each((threshold) => [
              ...need(threshold.at("max_connections").atLeast(1), "is missing: there would be no limit"),
              ...when(toListener(cluster).not(), () =>
                ["max_pending_requests", "max_requests"].flatMap((key) =>
                  need(threshold.at(key).atLeast(1), "is missing: there would be no limit"),
                ),
              ),
            ]),
        ]),
      ...["max_heap_size_bytes", "max_active_downstream_connections"].flatMap((key) =>
        need(
          bootstrap
            .at("overload_manager", "resource_monitors")
            .items()
            .some((monitor) => monitor.at("typed_config", key).atLeast(1))
            .at("overload_manager.resource_monitors"),
          `does not limit ${key}; accepted: a resource monitor of it`,
        ),
      ),
      ...need(
        bootstrap
          .at("overload_manager", "actions")
          .items()
          .some((action) =>
            action.at("name").is("envoy.overload_actions.reset_high_memory_stream").and(action.at("triggers").items().empty().not()),
          )
          .and(bootstrap.at("overload_manager", "buffer_factory_config", "minimum_account_to_track_power_of_two").present())
          .at("overload_manager.actions"),
        "does not shed the largest requests first under memory pressure; accepted: envoy.overload_actions.reset_high_memory_stream with a buffer_factory_config",
      ),
      ...need(
        bootstrap
          .at("overload_manager", "actions")
          .items()
          .some((action) =>
            action
              .at("name")
              .is("envoy.overload_actions.stop_accepting_requests")
              .and(
                action
                  .at("triggers")
                  .items()
                  .some((trigger) => trigger.at("threshold", "value").atLeast(1).not()),
              ),
          )
          .at("overload_manager.actions"),
        "does not reject requests before memory runs out; accepted: envoy.overload_actions.stop_accepting_requests below 1",
      ),
      ...filterChains(bootstrap).each((chain) => [
        ...need(
          chain.at("transport_socket_connect_timeout").present(),
          "is missing: clients without a certificate would stay connected for Envoy's default time",
        ),
        ...need(
          filtersNamed(chain, "envoy.filters.network.connection_limit")
            .some((limit) => limit.at("max_connections").atLeast(1))
            .at(chain.at("filters").path),
          "does not limit the connections of a group of addresses; accepted: envoy.filters.network.connection_limit",
        ),
        ...filtersNamed(chain, "envoy.filters.network.tcp_proxy").each((proxy) =>
          ["idle_timeout", "max_downstream_connection_duration"].flatMap((key) =>
            need(proxy.at(key).present(), "is missing: there would be no limit"),
          ),
        ),
      ]),
      ...bootstrap
        .at("static_resources", "listeners")
        .items()
        .each((listener) =>
          need(listener.at("per_connection_buffer_limit_bytes").present(), "is missing: a connection's memory would have no limit"),
        ),
    ]),
};
