import type { Entrance } from "./entrances.ts";

type EntranceName = Entrance["name"];

/** Where the front door keeps the id that it gave a request. */
export const requestIdKey = "modelkeep.request_id";

/**
 * What is written of every request: who, which route, with what result, how much, how long. Nothing that a client chose freely is in
 * it (no path, no query, no header, no body, no method, no SNI), so no prompt and no credential can get into the log.
 */
const requestRecord = {
  record: "request",
  time: "%START_TIME(%Y-%m-%dT%H:%M:%S.%3fZ)%",
  // Not %STREAM_ID% nor the header: for a request that is refused while it is parsed, both still hold what the client sent.
  id: `%FILTER_STATE(${requestIdKey}:PLAIN)%`,
  route: "%ROUTE_NAME%",
  status: "%RESPONSE_CODE%",
  reason: "%RESPONSE_CODE_DETAILS%",
  flags: "%RESPONSE_FLAGS%",
  requestBytes: "%BYTES_RECEIVED%",
  responseBytes: "%BYTES_SENT%",
  milliseconds: "%DURATION%",
  millisecondsToFirstByte: "%RESPONSE_DURATION%",
  protocol: "%PROTOCOL%",
};

/** Of a connection that was refused before it could ask for anything. */
const refusalRecord = (reason: string) => ({
  record: "refused-connection",
  time: "%START_TIME(%Y-%m-%dT%H:%M:%S.%3fZ)%",
  reason,
});

/** Who is at the other end, as the handshake showed. */
const identified = { client: "%DOWNSTREAM_PEER_URI_SAN%", certificate: "%DOWNSTREAM_PEER_SERIAL%" };

/**
 * `peer` is the address that opened the connection. What a proxy-protocol header adds, the consumer's address and the id of its VPC
 * endpoint (TLV 0xEA, docs.aws.amazon.com/elasticloadbalancing, "Proxy protocol"), is written only where the peer is the load balancer:
 * from any other peer it is not trusted.
 */
const origin = (entrance: EntranceName | undefined) => ({
  peer: "%DOWNSTREAM_DIRECT_REMOTE_ADDRESS%",
  ...(entrance === "load-balancer" && {
    consumer: "%DOWNSTREAM_REMOTE_ADDRESS%",
    endpoint: "%FILTER_STATE(envoy.network.proxy_protocol.tlv:FIELD:endpoint)%",
  }),
});

const stateOf = (field: string) => `modelkeep.${field}`;

/** The filter state key of a connection's identity, for filters after the handshake. */
export const identityKey = stateOf("client");

/** What is known of a connection once its handshake is done, by the key under which HTTP finds it; the one behind it sees no TLS. */
export const handshakeStates = (entrance: EntranceName): Record<string, string> =>
  Object.fromEntries(Object.entries({ ...identified, ...origin(entrance) }).map(([field, text]) => [stateOf(field), text]));

const toStandardOutput = (record: object) => ({
  name: "envoy.access_loggers.stdout",
  typed_config: {
    "@type": "type.googleapis.com/envoy.extensions.access_loggers.stream.v3.StdoutAccessLog",
    log_format: { json_format: record },
  },
});

/** One JSON line for every request that came in by an entrance. */
export function requestLog(entrance: EntranceName): object {
  const known = Object.keys({ ...identified, ...origin(entrance) }).map((field) => [field, `%FILTER_STATE(${stateOf(field)}:PLAIN)%`]);
  return toStandardOutput({ ...requestRecord, entrance, ...Object.fromEntries(known) });
}

/** One JSON line for every connection whose handshake failed: no client is known yet, and its certificate is not trusted. */
export const failedHandshakeLog = (): object => ({
  ...toStandardOutput({ ...refusalRecord("%DOWNSTREAM_TRANSPORT_FAILURE_REASON%"), entrance: "none", ...origin(undefined) }),
  filter: {
    extension_filter: {
      name: "envoy.access_loggers.extension_filters.cel",
      typed_config: {
        "@type": "type.googleapis.com/envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter",
        expression: "connection.transport_failure_reason != ''",
      },
    },
  },
});

/** One JSON line for every connection that was refused for who it is, or for how many it has; by Envoy's response flags. */
export const refusalLogs = (entrance: EntranceName): object[] =>
  (
    [
      ["NC", "its identity is not that of one client"],
      ["UO", "its client has as many connections as it may"],
    ] as const
  ).map(([flag, reason]) => ({
    ...toStandardOutput({ ...refusalRecord(reason), entrance, ...identified, ...origin(entrance) }),
    filter: { response_flag_filter: { flags: [flag] } },
  }));
