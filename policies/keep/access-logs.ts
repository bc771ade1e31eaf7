import type { Shape } from "../shape/shape.ts";
import { typed } from "./envoy-types.ts";
import type { Side } from "./front-door-side.ts";

type Texts = Readonly<Record<string, string>>;

const logged = (record: Texts, filter?: Shape): Shape => ({
  ...(typed("envoy.access_loggers.stdout", "envoy.extensions.access_loggers.stream.v3.StdoutAccessLog", {
    log_format: { json_format: record },
  }) as object),
  ...(filter !== undefined && { filter }),
});

const time = "%START_TIME(%Y-%m-%dT%H:%M:%S.%3fZ)%";
const peer = { peer: "%DOWNSTREAM_DIRECT_REMOTE_ADDRESS%" };

/** What is known of a connection after its handshake. */
const known = (side: Side["name"]): Texts => ({
  client: "%DOWNSTREAM_PEER_URI_SAN%",
  certificate: "%DOWNSTREAM_PEER_SERIAL%",
  ...peer,
  ...(side === "load-balancer" && {
    consumer: "%DOWNSTREAM_REMOTE_ADDRESS%",
    endpoint: "%FILTER_STATE(envoy.network.proxy_protocol.tlv:FIELD:endpoint)%",
  }),
});

/** The same, by the keys under which it is handed on. */
export const handedOn = (side: Side["name"]): Texts =>
  Object.fromEntries(Object.entries(known(side)).map(([field, text]) => [`modelkeep.${field}`, text]));

/** What is written of each request: nothing that a client chose freely. */
export const requestLog = (side: Side["name"]): Shape =>
  logged({
    record: "request",
    time,
    id: "%FILTER_STATE(modelkeep.request_id:PLAIN)%",
    route: "%ROUTE_NAME%",
    status: "%RESPONSE_CODE%",
    reason: "%RESPONSE_CODE_DETAILS%",
    flags: "%RESPONSE_FLAGS%",
    requestBytes: "%BYTES_RECEIVED%",
    responseBytes: "%BYTES_SENT%",
    milliseconds: "%DURATION%",
    millisecondsToFirstByte: "%RESPONSE_DURATION%",
    protocol: "%PROTOCOL%",
    entrance: side,
    ...Object.fromEntries(Object.keys(known(side)).map((field) => [field, `%FILTER_STATE(modelkeep.${field}:PLAIN)%`])),
  });

/** What is written of a connection that was refused in its handshake. */
export const failedHandshakeLog: Shape = logged(
  { record: "refused-connection", time, reason: "%DOWNSTREAM_TRANSPORT_FAILURE_REASON%", entrance: "none", ...peer },
  {
    extension_filter: typed(
      "envoy.access_loggers.extension_filters.cel",
      "envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter",
      {
        expression: "connection.transport_failure_reason != ''",
      },
    ),
  },
);

/** What is logged of a connection that was rejected after it: its identity is no client's, or its client is at its connection limit. */
export const refusalLogs = (side: Side["name"]): Shape => {
  const refusal = (flag: string, reason: string) =>
    logged({ record: "refused-connection", time, reason, entrance: side, ...known(side) }, { response_flag_filter: { flags: [flag] } });
  return [refusal("NC", "its identity is not that of one client"), refusal("UO", "its client has as many connections as it may")];
};
