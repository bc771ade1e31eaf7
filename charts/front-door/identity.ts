import { handshakeStates, refusalLogs } from "./access-log.ts";
import { clientIdentity } from "./client-identity.ts";
import type { Entrance } from "./entrances.ts";
import { connectionsOf, type FrontDoorLimits, silentSeconds } from "./limits.ts";
import { typed } from "./typed.ts";

/** Name of the internal listener with the HTTP of an entrance: no address of the network leads there, only the clusters of its clients. */
export const httpListenerName = ({ name }: Pick<Entrance, "name">): string => `${name}-http`;

/** Key under which Envoy's TCP proxy looks for the cluster of a connection. */
const clusterKey = "envoy.tcp_proxy.cluster";

/** Name of the cluster to which a client's connections go. */
const clusterName = (entrance: Pick<Entrance, "name">, identity: string): string => `${entrance.name}/${identity}`;

/**
 * What makes Envoy look at the identity before it chooses the cluster of a connection (1.39 and newer), and keeps what HTTP wrote when it
 * closed a connection within Envoy (1.40 makes that a reset, and answers before it are lost). Without the first no client is accepted.
 */
export const connectionRuntime = {
  "envoy.reloadable_features.tcp_proxy_delay_route_selection": true,
  "envoy.reloadable_features.enable_send_rst_on_user_space_socket": false,
};

/**
 * What happens to a connection of the network, in order: it counts for its group of addresses, shows who it is, and goes to the cluster that has
 * the name of its identity, as a whole and to the letter. A certificate with two URI names has the text of both, one with none has no text:
 * there is no such cluster, and the connection is closed.
 */
export function byIdentity(entrance: Entrance, limits: FrontDoorLimits): object[] {
  const states = { [clusterKey]: clusterName(entrance, "%DOWNSTREAM_PEER_URI_SAN%"), ...handshakeStates(entrance.name) };
  return [
    typed("envoy.filters.network.connection_limit", "envoy.extensions.filters.network.connection_limit.v3.ConnectionLimit", {
      stat_prefix: entrance.name,
      max_connections: limits.connectionsOfSource,
    }),
    typed("envoy.filters.network.set_filter_state", "envoy.extensions.filters.network.set_filter_state.v3.Config", {
      on_downstream_tls_handshake: Object.entries(states).map(([object_key, inline_string]) => ({
        object_key,
        // Hashable: connections with different values never share one within Envoy, so no client is logged as another.
        factory_key: object_key === clusterKey ? clusterKey : "envoy.hashable_string",
        format_string: { text_format_source: { inline_string } },
        // HTTP sees no TLS: it knows of the connection only this.
        ...(object_key !== clusterKey && { shared_with_upstream: "ONCE" }),
      })),
    }),
    typed("envoy.filters.network.tcp_proxy", "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy", {
      stat_prefix: entrance.name,
      // Never there: the cluster by identity is used instead.
      cluster: "nobody",
      upstream_connect_mode: "ON_DOWNSTREAM_TLS_HANDSHAKE",
      max_early_data_bytes: 0,
      // HTTP behind it ends idle and old connections; these times are longer, and hold where it did not.
      idle_timeout: `${silentSeconds(limits)}s`,
      max_downstream_connection_duration: `${limits.connectionSeconds + limits.requestSeconds + limits.idleSeconds}s`,
      access_log: refusalLogs(entrance.name),
    }),
  ];
}

/** A cluster for each client, with as many connections as it may hold: at its limit it is refused the next one, and takes none of the others'. */
export const clientClusters = (keep: string, entrance: Entrance, limits: FrontDoorLimits): object[] =>
  entrance.clients.map((client) => {
    const name = clusterName(entrance, clientIdentity(keep, client.name));
    const address = { envoy_internal_address: { server_listener_name: httpListenerName(entrance) } };
    const max_connections = connectionsOf(client, limits);
    return {
      name,
      type: "STATIC",
      connect_timeout: "2s",
      per_connection_buffer_limit_bytes: 65_536,
      circuit_breakers: { thresholds: [{ max_connections, max_pending_requests: max_connections }] },
      load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints: [{ endpoint: { address } }] }] },
      // Takes along what the handshake has shown.
      transport_socket: typed(
        "envoy.transport_sockets.internal_upstream",
        "envoy.extensions.transport_sockets.internal_upstream.v3.InternalUpstreamTransport",
        { transport_socket: typed("envoy.transport_sockets.raw_buffer", "envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer") },
      ),
    };
  });
