import type { KeepSpec } from "../keep-spec.ts";
import { failedHandshakeLog } from "./access-log.ts";
import { type Entrance, entrances } from "./entrances.ts";
import { keepaliveSocketOptions } from "./hop-timeouts.ts";
import { httpConnection, upstreamName } from "./http.ts";
import { byIdentity, clientClusters, connectionRuntime, httpListenerName } from "./identity.ts";
import { type FrontDoorLimits, frontDoorLimits, type LimitsSpec } from "./limits.ts";
import { endingFile, type FrontDoorPaths, podPaths } from "./paths.ts";
import { chainMatcher, chainName, groups } from "./sources.ts";
import { mutualTls } from "./tls.ts";
import { typed } from "./typed.ts";

/** What {@link envoyConfig} looks at. */
export type EnvoySpec = LimitsSpec & Pick<KeepSpec, "name" | "network">;

/**
 * Envoy's bootstrap (API v3, 1.39 and 1.40). A connection takes two steps: one listener takes TCP and TLS and hands it,
 * by the identity that it has shown, to a cluster of that client's own, which counts it; an internal listener behind that speaks HTTP. Nothing is discovered but the
 * certificates' files. There is no admin interface at all, so nothing in the pod or on the node can read its memory, change its runtime or
 * make it quit.
 *
 * @throws RangeError as {@link entrances} does
 */
export function envoyConfig(spec: EnvoySpec, paths: FrontDoorPaths = podPaths): object {
  const limits = frontDoorLimits(spec);
  const sides = entrances(spec);
  return {
    // SDS asks for a name, even from files.
    node: { id: "front-door", cluster: spec.name },
    // The expression that strips headers compiles to some 400 instructions; Envoy stops at 100 unless told otherwise. RE2 runs in linear time.
    layered_runtime: {
      layers: [{ name: "static", static_layer: { "re2.max_program_size.error_level": 1000, ...connectionRuntime } }],
    },
    bootstrap_extensions: [typed("envoy.bootstrap.internal_listener", "envoy.extensions.bootstrap.internal_listener.v3.InternalListener")],
    static_resources: {
      listeners: [listener(spec, sides, limits, paths), ...sides.map((entrance) => httpListener(spec.name, entrance, limits))],
      clusters: [modelServer(limits, paths), ...sides.flatMap((entrance) => clientClusters(spec.name, entrance, limits))],
    },
    overload_manager: overloadManager(limits, paths),
  };
}

/** TCP and TLS. Each group of addresses has a filter chain of its own, because the filter that counts connections counts those of its chain. */
function listener(spec: EnvoySpec, sides: readonly Entrance[], limits: FrontDoorLimits, paths: FrontDoorPaths): object {
  return {
    name: "front-door",
    address: { socket_address: { address: paths.address, port_value: paths.port } },
    socket_options: keepaliveSocketOptions,
    per_connection_buffer_limit_bytes: 65_536,
    listener_filters: spec.network.nodePort === undefined ? [] : [proxyProtocol],
    listener_filters_timeout: "5s",
    access_log: [failedHandshakeLog()],
    filter_chain_matcher: chainMatcher(sides),
    filter_chains: sides.flatMap((entrance) =>
      groups.map((group) => ({
        name: chainName(entrance, group),
        transport_socket: mutualTls(entrance, paths),
        transport_socket_connect_timeout: `${limits.handshakeSeconds}s`,
        filters: byIdentity(entrance, limits),
      })),
    ),
  };
}

const httpListener = (keep: string, entrance: Entrance, limits: FrontDoorLimits): object => ({
  name: httpListenerName(entrance),
  internal_listener: {},
  per_connection_buffer_limit_bytes: 65_536,
  filter_chains: [{ name: entrance.name, filters: [httpConnection(keep, entrance, limits)] }],
});

/**
 * The load balancer puts a proxy-protocol header (version 2) in front of TLS, pods and probes do not. Any peer may send one,
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

/** vLLM behind its Unix socket. */
function modelServer({ requests }: FrontDoorLimits, paths: FrontDoorPaths): object {
  const threshold = { max_connections: requests, max_pending_requests: requests, max_requests: requests, max_retries: 0 };
  return {
    name: upstreamName,
    type: "STATIC",
    connect_timeout: "2s",
    per_connection_buffer_limit_bytes: 65_536,
    circuit_breakers: { thresholds: [threshold] },
    load_assignment: {
      cluster_name: upstreamName,
      endpoints: [{ lb_endpoints: [{ endpoint: { address: { pipe: { path: paths.socket } } } }] }],
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

/**
 * Refuses connections and requests in time instead of being killed for memory with all requests under way. And when the server ends: it
 * reads that from a file next to the socket, which the server's programs write (`charts/inference/program-config.ts`). From 0.5 on each answer is the
 * last of its connection, so that clients go on elsewhere; at 1 a request is answered with 503 and what is under way goes on to its end.
 */
function overloadManager({ connections, memoryMiB }: FrontDoorLimits, { socket }: FrontDoorPaths): object {
  const heap = "envoy.resource_monitors.fixed_heap";
  const ending = "envoy.resource_monitors.injected_resource";
  const monitor = (name: string, type: string, content: object) => ({
    name: `envoy.resource_monitors.${name}`,
    typed_config: { "@type": `type.googleapis.com/envoy.extensions.resource_monitors.${type}`, ...content },
  });
  const above = (name: string, value: number, ended?: number) => ({
    name: `envoy.overload_actions.${name}`,
    triggers: [{ name: heap, threshold: { value } }, ...(ended === undefined ? [] : [{ name: ending, threshold: { value: ended } }])],
  });
  return {
    refresh_interval: "0.1s",
    // Streams are told apart by size from a power of two on: 2^17 bytes, which is far less than a body may have.
    buffer_factory_config: { minimum_account_to_track_power_of_two: 17 },
    resource_monitors: [
      monitor("fixed_heap", "fixed_heap.v3.FixedHeapConfig", { max_heap_size_bytes: Math.floor(memoryMiB * 0.9) * 2 ** 20 }),
      monitor("global_downstream_max_connections", "downstream_connections.v3.DownstreamConnectionsConfig", {
        max_active_downstream_connections: connections,
      }),
      monitor("injected_resource", "injected_resource.v3.InjectedResourceConfig", { filename: endingFile(socket) }),
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
