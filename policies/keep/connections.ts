import { Fact } from "../shape/fact.ts";
import { wholeNumber } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { handedOn, refusalLogs } from "./access-logs.ts";
import { clientCluster } from "./client.ts";
import { typed } from "./envoy-types.ts";
import type { Side } from "./front-door-side.ts";
import type { KeepServer as Server } from "./keep.ts";

/** Connections of one group of addresses, including those in their handshake and of unknown clients. */
export const handshakes = 256;

/** Connections that all clients together may have. */
export const granted = (server: Server): Fact<number> => server.connections.as((all) => all.reduce((sum, one) => sum + one, 0));

/** What happens to a connection: it counts for its group of addresses, shows who it is, and goes to the cluster of its identity. */
export function connectionFilters(server: Server, side: Side): Shape {
  const cluster = "envoy.tcp_proxy.cluster";
  const seconds = (more: number) => server.requestSeconds.as((longest) => `${longest + more}s`);
  const state = (object_key: string, inline_string: string): Shape => ({
    object_key,
    factory_key: object_key === cluster ? cluster : "envoy.hashable_string",
    format_string: { text_format_source: { inline_string } },
    ...(object_key !== cluster && { shared_with_upstream: "ONCE" }),
  });
  return [
    typed("envoy.filters.network.connection_limit", "envoy.extensions.filters.network.connection_limit.v3.ConnectionLimit", {
      stat_prefix: side.name,
      max_connections: granted(server).as((all) => all + handshakes),
    }),
    typed("envoy.filters.network.set_filter_state", "envoy.extensions.filters.network.set_filter_state.v3.Config", {
      on_downstream_tls_handshake: [
        state(cluster, `${side.name}/%DOWNSTREAM_PEER_URI_SAN%`),
        ...Object.entries(handedOn(side.name)).map(([key, text]) => state(key, text)),
      ],
    }),
    typed("envoy.filters.network.tcp_proxy", "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy", {
      stat_prefix: side.name,
      cluster: "nobody",
      upstream_connect_mode: "ON_DOWNSTREAM_TLS_HANDSHAKE",
      max_early_data_bytes: 0,
      idle_timeout: seconds(60),
      max_downstream_connection_duration: seconds(360),
      access_log: refusalLogs(side.name),
    }),
  ];
}

/** A cluster for each client of a side, with connections of its own. */
export const clientClusters = (server: Server, side: Side): Shape[] =>
  side.clients.map((client) => {
    const name = server.keep.name.as((own) => clientCluster(own, client));
    const max = Fact.all(server.model.clients, server.connections).as(([all, connections]): Shape => connections[all.indexOf(client)]!);
    return {
      name,
      type: "STATIC",
      connect_timeout: "2s",
      per_connection_buffer_limit_bytes: 65_536,
      circuit_breakers: { thresholds: [{ max_connections: wholeNumber(1, 100_000), max_pending_requests: max }] },
      load_assignment: {
        cluster_name: name,
        endpoints: [
          { lb_endpoints: [{ endpoint: { address: { envoy_internal_address: { server_listener_name: `${side.name}-http` } } } }] },
        ],
      },
      transport_socket: typed(
        "envoy.transport_sockets.internal_upstream",
        "envoy.extensions.transport_sockets.internal_upstream.v3.InternalUpstreamTransport",
        { transport_socket: typed("envoy.transport_sockets.raw_buffer", "envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer") },
      ),
    };
  });
