import { frontDoorFacts } from "../facts/facts.ts";
import { such, wholeNumber } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { typed } from "./envoy-types.ts";
import type { Client, Keep } from "./keep.ts";
import { tlsShape } from "./mutual-tls.ts";

const route = (keep: Keep, { name, method, path }: (typeof frontDoorFacts.routes)[number]): Shape => ({
  name,
  match: {
    path,
    headers: [
      { name: ":method", string_match: { exact: method } },
      { name: ":path", string_match: { exact: path } },
    ],
  },
  route: { cluster: "model-server", host_rewrite_literal: "model-server", timeout: longest(keep), idle_timeout: longest(keep) },
});

const longest = (keep: Keep): Shape => keep.requestSeconds.as((seconds) => `${seconds}s`);

/** One side of the front door: who may come in there, over TLS, to the three routes. */
export function entrance(keep: Keep, name: "load-balancer" | "cluster", clients: readonly Client[]): Shape {
  const ranges = keep.loadBalancerRanges.as(
    (all): Shape => ({
      direct_source_prefix_ranges: all.map((range) => ({ address_prefix: range.split("/")[0]!, prefix_len: Number(range.split("/")[1]) })),
    }),
  );
  return {
    name,
    ...(name === "load-balancer" && { filter_chain_match: ranges }),
    transport_socket: tlsShape(keep, clients),
    transport_socket_connect_timeout: "10s",
    filters: [
      typed(
        "envoy.filters.network.http_connection_manager",
        "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
        http(keep, name, clients),
      ),
    ],
  };
}

/** Who is let past the handshake, once more. */
const grants = (keep: Keep, clients: readonly Client[]): Shape => ({
  action: "ALLOW",
  policies: Object.fromEntries(
    clients.map((client) => [
      client.name,
      { permissions: [{ any: true }], principals: [{ authenticated: { principal_name: { exact: identity(keep, client) } } }] },
    ]),
  ),
});

const identity = (keep: Keep, { name }: Client): Shape => keep.name.as((keepName) => `spiffe://modelkeep/${keepName}/client/${name}`);

/** Headers that get past the first step; the rule kubernetes-front-door-client-headers tries the expression on others. */
const strip = typed("strip", "envoy.extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation", {
  mutations: [{ remove_on_match: { key_matcher: { safe_regex: { regex: frontDoorFacts.strippedHeaders } } } }],
});

function http(keep: Keep, name: "load-balancer" | "cluster", clients: readonly Client[]): Readonly<Record<string, Shape>> {
  return {
    stat_prefix: name,
    codec_type: "AUTO",
    server_name: "modelkeep",
    server_header_transformation: "OVERWRITE",
    access_log: [requestLog(name)],
    early_header_mutation_extensions: [strip],
    generate_request_id: true,
    preserve_external_request_id: false,
    use_remote_address: true,
    skip_xff_append: true,
    internal_address_config: { cidr_ranges: [] },
    forward_client_cert_details: "SANITIZE",
    normalize_path: false,
    merge_slashes: false,
    path_with_escaped_slashes_action: "REJECT_REQUEST",
    max_request_headers_kb: 16,
    common_http_protocol_options: {
      max_headers_count: 48,
      headers_with_underscores_action: "REJECT_REQUEST",
      idle_timeout: "300s",
      max_connection_duration: "3600s",
    },
    drain_timeout: longest(keep),
    http_protocol_options: { accept_http_10: false, allow_absolute_url: false, allow_chunked_length: false, enable_trailers: false },
    http2_protocol_options: {
      max_concurrent_streams: keep.requests.as((requests): Shape => wholeNumber(1, requests)),
      initial_stream_window_size: 65_536,
      initial_connection_window_size: 1_048_576,
      allow_connect: false,
    },
    request_headers_timeout: "10s",
    request_timeout: "60s",
    stream_idle_timeout: longest(keep),
    http_filters: [
      typed("envoy.filters.http.set_filter_state", "envoy.extensions.filters.http.set_filter_state.v3.Config", {
        on_request_headers: [
          {
            object_key: "modelkeep.request_id",
            factory_key: "envoy.string",
            format_string: { text_format_source: { inline_string: "%REQ(X-REQUEST-ID)%" } },
          },
        ],
      }),
      typed("envoy.filters.http.rbac", "envoy.extensions.filters.http.rbac.v3.RBAC", { rules: grants(keep, clients) }),
      typed("envoy.filters.http.buffer", "envoy.extensions.filters.http.buffer.v3.Buffer", { max_request_bytes: bodyBytes }),
      typed("envoy.filters.http.router", "envoy.extensions.filters.http.router.v3.Router", { suppress_envoy_headers: true }),
    ],
    route_config: {
      name: "routes",
      request_headers_to_remove: ["x-forwarded-proto", "x-forwarded-for", "x-envoy-internal", "x-envoy-external-address"],
      virtual_hosts: [
        {
          name: "model",
          domains: ["*"],
          routes: [
            ...frontDoorFacts.routes.map((one) => route(keep, one)),
            { name: "refused", match: { prefix: "/" }, direct_response: { status: 404 } },
          ],
        },
      ],
    },
  };
}

/** 256 KiB and 24 bytes for each token of the longest prompt, and never more than vLLM takes. */
const bodyBytes = such(
  "256 KiB and 24 bytes for each token, 32 MiB at most",
  (value) =>
    value === 32 * 2 ** 20 ||
    (Number.isInteger(value) && Number(value) >= 2 ** 18 && Number(value) < 32 * 2 ** 20 && (Number(value) - 2 ** 18) % 24 === 0),
);

const logged = (record: Shape): Readonly<Record<string, Shape>> =>
  typed("envoy.access_loggers.stdout", "envoy.extensions.access_loggers.stream.v3.StdoutAccessLog", {
    log_format: { json_format: record },
  }) as Readonly<Record<string, Shape>>;

/** What is written of each request: nothing that a client chose freely. */
const requestLog = (name: "load-balancer" | "cluster"): Shape =>
  logged({
    record: "request",
    time: "%START_TIME(%Y-%m-%dT%H:%M:%S.%3fZ)%",
    id: "%FILTER_STATE(modelkeep.request_id:PLAIN)%",
    client: "%DOWNSTREAM_PEER_URI_SAN%",
    certificate: "%DOWNSTREAM_PEER_SERIAL%",
    route: "%ROUTE_NAME%",
    status: "%RESPONSE_CODE%",
    reason: "%RESPONSE_CODE_DETAILS%",
    flags: "%RESPONSE_FLAGS%",
    requestBytes: "%BYTES_RECEIVED%",
    responseBytes: "%BYTES_SENT%",
    milliseconds: "%DURATION%",
    millisecondsToFirstByte: "%RESPONSE_DURATION%",
    protocol: "%PROTOCOL%",
    entrance: name,
    peer: "%DOWNSTREAM_DIRECT_REMOTE_ADDRESS%",
    ...(name === "load-balancer" && {
      consumer: "%DOWNSTREAM_REMOTE_ADDRESS%",
      endpoint: "%FILTER_STATE(envoy.network.proxy_protocol.tlv:FIELD:endpoint)%",
    }),
  });

/** What is written of a connection that was refused in its handshake. */
export const refusalLog: Shape = {
  ...logged({
    record: "refused-connection",
    time: "%START_TIME(%Y-%m-%dT%H:%M:%S.%3fZ)%",
    reason: "%DOWNSTREAM_TRANSPORT_FAILURE_REASON%",
    entrance: "none",
    peer: "%DOWNSTREAM_DIRECT_REMOTE_ADDRESS%",
  }),
  filter: {
    extension_filter: typed(
      "envoy.access_loggers.extension_filters.cel",
      "envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter",
      {
        expression: "connection.transport_failure_reason != ''",
      },
    ),
  },
};
