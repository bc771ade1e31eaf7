import { frontDoorFacts } from "../facts/facts.ts";
import { Fact } from "../shape/fact.ts";
import { inAnyOrder, such } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { failedHandshakeLog } from "./access-logs.ts";
import { clientClusters, connectionFilters, granted, handshakes } from "./connections.ts";
import { httpListener } from "./entrance.ts";
import { typed } from "./envoy-types.ts";
import { type Side, sidesOf } from "./front-door-side.ts";
import type { KeepServer as Server } from "./keep.ts";
import { tlsShape } from "./mutual-tls.ts";
import { chainMatcher, sourceGroups } from "./sources.ts";

/** Bytes of a connection that Envoy holds back. */
const connectionBuffer = 65_536;

/**
 * Envoy's whole configuration: a listener of the network, one behind it for the HTTP of each side, a cluster for each client and one with
 * vLLM's socket; nothing discovered but certificates, and no admin interface.
 */
export function bootstrap(server: Server): Shape {
  return server.model.clients.as((clients): Shape => {
    const sides = sidesOf(clients);
    return {
      node: { id: "front-door", cluster: server.keep.name },
      layered_runtime: {
        layers: [
          {
            name: "static",
            static_layer: {
              "re2.max_program_size.error_level": 1000,
              "envoy.reloadable_features.tcp_proxy_delay_route_selection": true,
              "envoy.reloadable_features.enable_send_rst_on_user_space_socket": false,
            },
          },
        ],
      },
      bootstrap_extensions: [
        typed("envoy.bootstrap.internal_listener", "envoy.extensions.bootstrap.internal_listener.v3.InternalListener"),
      ],
      static_resources: {
        listeners: [listener(server, sides), ...sides.map((side) => httpListener(server, side))],
        clusters: inAnyOrder(modelServer(server), ...sides.flatMap((side) => clientClusters(server, side))),
      },
      overload_manager: overload(server),
    };
  });
}

/** TCP and TLS, in a chain for each group of addresses. */
const listener = (server: Server, sides: readonly Side[]): Shape => ({
  name: "front-door",
  address: { socket_address: { address: "0.0.0.0", port_value: frontDoorFacts.port } },
  // TCP keepalive: SO_KEEPALIVE, then TCP_KEEPIDLE, TCP_KEEPINTVL and TCP_KEEPCNT of Linux.
  socket_options: [
    { level: 1, name: 9, int_value: 1 },
    { level: 6, name: 4, int_value: 60 },
    { level: 6, name: 5, int_value: 30 },
    { level: 6, name: 6, int_value: 4 },
  ],
  per_connection_buffer_limit_bytes: connectionBuffer,
  listener_filters: server.model.exposed ? [proxyProtocol] : [],
  listener_filters_timeout: "5s",
  access_log: [failedHandshakeLog],
  filter_chain_matcher: chainMatcher(sides, server.model.loadBalancerRanges),
  filter_chains: sides.flatMap((side) =>
    Array.from({ length: sourceGroups }, (_, group) => ({
      name: `${side.name}-${group}`,
      transport_socket: tlsShape(side.name),
      transport_socket_connect_timeout: "5s",
      filters: connectionFilters(server, side),
    })),
  ),
});

/** The load balancer's PROXY protocol header of a connection; its addresses grant nothing. */
const proxyProtocol: Shape = typed(
  "envoy.filters.listener.proxy_protocol",
  "envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol",
  {
    allow_requests_without_proxy_protocol: true,
    disallowed_versions: ["V1"],
    tlv_location: "FILTER_STATE",
    rules: [{ tlv_type: 0xea, on_tlv_present: { key: "endpoint" } }],
  },
);

/** What all clients together are granted: of their connections the rest is spare, as much for each. */
const atOnce = (server: Server): Shape =>
  Fact.all(granted(server), server.connections).as(([all, each]): Shape => {
    const spare = (value: number) => (all - value) / each.length;
    return such("the requests of all clients together", (value) =>
      each.length === 0
        ? value === 1
        : Number.isInteger(value) && Number.isInteger(spare(Number(value))) && spare(Number(value)) >= 2 && spare(Number(value)) <= 16,
    );
  });

function modelServer(server: Server): Shape {
  const { requests } = server;
  return {
    name: "model-server",
    type: "STATIC",
    connect_timeout: "2s",
    per_connection_buffer_limit_bytes: connectionBuffer,
    circuit_breakers: {
      thresholds: [{ max_connections: atOnce(server), max_pending_requests: requests, max_requests: requests, max_retries: 0 }],
    },
    load_assignment: {
      cluster_name: "model-server",
      endpoints: [{ lb_endpoints: [{ endpoint: { address: { pipe: { path: frontDoorFacts.socketPath } } } }] }],
    },
    typed_extension_protocol_options: {
      "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
        "@type": "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
        common_http_protocol_options: { idle_timeout: "3s" },
        explicit_http_config: { http_protocol_options: {} },
      },
    },
  };
}

/** Refuses in time, instead of being killed with all requests under way. */
function overload(server: Server): Shape {
  const heap = "envoy.resource_monitors.fixed_heap";
  const monitor = (name: string, type: string, content: Readonly<Record<string, Shape>>) =>
    typed(`envoy.resource_monitors.${name}`, `envoy.extensions.resource_monitors.${type}`, content);
  const above = (name: string, value: number, ended?: number): Shape => ({
    name: `envoy.overload_actions.${name}`,
    triggers: [
      { name: heap, threshold: { value } },
      ...(ended === undefined ? [] : [{ name: "envoy.resource_monitors.injected_resource", threshold: { value: ended } }]),
    ],
  });
  return {
    refresh_interval: "0.1s",
    buffer_factory_config: { minimum_account_to_track_power_of_two: 17 },
    resource_monitors: [
      monitor("fixed_heap", "fixed_heap.v3.FixedHeapConfig", { max_heap_size_bytes: 460 * 2 ** 20 }),
      monitor("global_downstream_max_connections", "downstream_connections.v3.DownstreamConnectionsConfig", {
        max_active_downstream_connections: granted(server).as((all) => 2 * all + handshakes + handshakes * sourceGroups),
      }),
      // Written by the server's programs when it ends.
      monitor("injected_resource", "injected_resource.v3.InjectedResourceConfig", { filename: `${frontDoorFacts.socketPath}.ending` }),
    ],
    actions: [
      {
        name: "envoy.overload_actions.reset_high_memory_stream",
        triggers: [{ name: heap, scaled: { scaling_threshold: 0.6, saturation_threshold: 0.8 } }],
      },
      above("shrink_heap", 0.8),
      above("disable_http_keepalive", 0.9, 0.5),
      above("stop_accepting_requests", 0.95, 1),
    ],
  };
}
