import { frontDoorFacts } from "../facts/facts.ts";
import { wholeNumber } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { entrance, refusalLog } from "./entrance.ts";
import { typed } from "./envoy-types.ts";
import type { Keep } from "./keep.ts";

/** Bytes of a connection that Envoy holds back. */
const connectionBuffer = 65_536;

/** Envoy's whole configuration: one listener, one cluster behind vLLM's socket, nothing discovered but certificates, and no admin interface. */
export function bootstrap(keep: Keep): Shape {
  return {
    node: { id: "front-door", cluster: keep.name },
    layered_runtime: { layers: [{ name: "static", static_layer: { "re2.max_program_size.error_level": 1000 } }] },
    static_resources: { listeners: [listener(keep)], clusters: [modelServer(keep)] },
    overload_manager: overload(keep),
  };
}

const listener = (keep: Keep): Shape => ({
  name: "front-door",
  address: { socket_address: { address: "0.0.0.0", port_value: frontDoorFacts.port } },
  per_connection_buffer_limit_bytes: connectionBuffer,
  listener_filters: keep.nodePort ? [proxyProtocol] : [],
  listener_filters_timeout: "5s",
  access_log: [refusalLog],
  filter_chains: keep.clients.as((clients): Shape => {
    const outside = clients.filter(({ from }) => "ranges" in from);
    const inside = clients.filter(({ from }) => "namespace" in from);
    return [
      ...(outside.length > 0 ? [entrance(keep, "load-balancer", outside)] : []),
      ...(inside.length > 0 || outside.length === 0 ? [entrance(keep, "cluster", inside)] : []),
    ];
  }),
});

/** What the load balancer says of a connection; its addresses decide nothing. */
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

function modelServer(keep: Keep): Shape {
  const { requests } = keep;
  return {
    name: "model-server",
    type: "STATIC",
    connect_timeout: "2s",
    per_connection_buffer_limit_bytes: connectionBuffer,
    circuit_breakers: {
      thresholds: [{ max_connections: requests, max_pending_requests: requests, max_requests: wholeNumber(1, 100_000), max_retries: 0 }],
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
function overload(keep: Keep): Shape {
  const monitor = (name: string, type: string, content: Readonly<Record<string, Shape>>) =>
    typed(`envoy.resource_monitors.${name}`, `envoy.extensions.resource_monitors.${type}`, content);
  const above = (name: string, value: number): Shape => ({
    name: `envoy.overload_actions.${name}`,
    triggers: [{ name: "envoy.resource_monitors.fixed_heap", threshold: { value } }],
  });
  return {
    refresh_interval: "0.25s",
    resource_monitors: [
      monitor("fixed_heap", "fixed_heap.v3.FixedHeapConfig", { max_heap_size_bytes: 460 * 2 ** 20 }),
      monitor("global_downstream_max_connections", "downstream_connections.v3.DownstreamConnectionsConfig", {
        max_active_downstream_connections: keep.requests.as((requests) => requests + 64),
      }),
    ],
    actions: [above("shrink_heap", 0.8), above("disable_http_keepalive", 0.9), above("stop_accepting_requests", 0.95)],
  };
}
