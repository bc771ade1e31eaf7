import type { KeepSpec } from "../keep-spec.ts";
import { refusalLog } from "./access-log.ts";
import { entrances } from "./entrances.ts";
import { httpConnection, upstreamName } from "./http.ts";
import { type FrontDoorLimits, frontDoorLimits, type LimitsSpec } from "./limits.ts";
import { type Places, podPlaces } from "./places.ts";
import { mutualTls } from "./tls.ts";

/** What {@link envoyConfig} looks at. */
export type EnvoySpec = LimitsSpec & Pick<KeepSpec, "name" | "network">;

/**
 * Envoy's bootstrap (API v3, 1.39 and 1.40): one listener, one cluster, nothing discovered but the certificates' files. There is no
 * admin interface at all, so nothing in the pod or on the node can read its memory, change its runtime or make it quit.
 *
 * @throws RangeError as {@link entrances} does
 */
export function envoyConfig(spec: EnvoySpec, places: Places = podPlaces): object {
  const limits = frontDoorLimits(spec);
  return {
    // SDS asks for a name, even from files.
    node: { id: "front-door", cluster: spec.name },
    // The expression that strips headers compiles to some 400 instructions; Envoy stops at 100 unless told otherwise. RE2 runs in linear time.
    layered_runtime: { layers: [{ name: "static", static_layer: { "re2.max_program_size.error_level": 1000 } }] },
    static_resources: { listeners: [listener(spec, limits, places)], clusters: [modelServer(limits, places)] },
    overload_manager: overloadManager(limits),
  };
}

function listener(spec: EnvoySpec, limits: FrontDoorLimits, places: Places): object {
  return {
    name: "front-door",
    address: { socket_address: { address: places.address, port_value: places.port } },
    per_connection_buffer_limit_bytes: 65_536,
    listener_filters: spec.network.nodePort === undefined ? [] : [proxyProtocol],
    listener_filters_timeout: "5s",
    access_log: [refusalLog()],
    filter_chains: entrances(spec).map((entrance) => ({
      name: entrance.name,
      ...(entrance.ranges && { filter_chain_match: { direct_source_prefix_ranges: entrance.ranges.map(prefixRange) } }),
      transport_socket: mutualTls(spec.name, entrance, places),
      transport_socket_connect_timeout: "10s",
      filters: [httpConnection(spec.name, entrance, limits)],
    })),
  };
}

/**
 * The load balancer puts a proxy-protocol header (version 2) in front of TLS, pods and probes do not. Whoever may connect may send one,
 * and so claim any address: hence addresses decide nothing here (see {@link entrances}) and only the load balancer's are written down.
 */
const proxyProtocol = {
  name: "envoy.filters.listener.proxy_protocol",
  typed_config: {
    "@type": "type.googleapis.com/envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol",
    allow_requests_without_proxy_protocol: true,
    disallowed_versions: ["V1"],
    // Kept for the connection, where the log of each of its requests finds it.
    tlv_location: "FILTER_STATE",
    rules: [{ tlv_type: 0xea, on_tlv_present: { key: "endpoint" } }],
  },
};

const prefixRange = (range: string) => {
  const [address_prefix, prefix_len] = range.split("/");
  return { address_prefix, prefix_len: Number(prefix_len) };
};

/** vLLM behind its Unix socket. */
function modelServer({ requests }: FrontDoorLimits, places: Places): object {
  const threshold = { max_connections: requests, max_pending_requests: requests, max_requests: requests, max_retries: 0 };
  return {
    name: upstreamName,
    type: "STATIC",
    connect_timeout: "2s",
    per_connection_buffer_limit_bytes: 65_536,
    circuit_breakers: { thresholds: [threshold] },
    load_assignment: {
      cluster_name: upstreamName,
      endpoints: [{ lb_endpoints: [{ endpoint: { address: { pipe: { path: places.socket } } } }] }],
    },
    typed_extension_protocol_options: {
      "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
        "@type": "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
        // vLLM closes idle connections after 5 s (VLLM_HTTP_TIMEOUT_KEEP_ALIVE): be first, or a request now and then meets a closing one.
        common_http_protocol_options: { idle_timeout: "3s" },
        explicit_http_config: { http_protocol_options: {} },
      },
    },
  };
}

/** Refuses connections and requests in time instead of being killed for memory with all requests under way. */
function overloadManager({ connections, memoryMiB }: FrontDoorLimits): object {
  const monitor = (name: string, type: string, content: object) => ({
    name: `envoy.resource_monitors.${name}`,
    typed_config: { "@type": `type.googleapis.com/envoy.extensions.resource_monitors.${type}`, ...content },
  });
  const above = (name: string, value: number) => ({
    name: `envoy.overload_actions.${name}`,
    triggers: [{ name: "envoy.resource_monitors.fixed_heap", threshold: { value } }],
  });
  return {
    refresh_interval: "0.25s",
    resource_monitors: [
      monitor("fixed_heap", "fixed_heap.v3.FixedHeapConfig", { max_heap_size_bytes: Math.floor(memoryMiB * 0.9) * 2 ** 20 }),
      monitor("global_downstream_max_connections", "downstream_connections.v3.DownstreamConnectionsConfig", {
        max_active_downstream_connections: connections,
      }),
    ],
    actions: [above("shrink_heap", 0.8), above("disable_http_keepalive", 0.9), above("stop_accepting_requests", 0.95)],
  };
}
