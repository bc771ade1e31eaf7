import { frontDoorFacts } from "../facts/facts.ts";
import { such, wholeNumber } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { requestLog } from "./access-logs.ts";
import { identityOf } from "./client.ts";
import { typed } from "./envoy-types.ts";
import type { Side } from "./front-door-side.ts";
import type { KeepServer as Server } from "./keep.ts";

const route = (server: Server, { name, method, path }: (typeof frontDoorFacts.routes)[number]): Shape => ({
  name,
  match: {
    path,
    headers: [
      { name: ":method", string_match: { exact: method } },
      { name: ":path", string_match: { exact: path } },
    ],
  },
  route: { cluster: "model-server", host_rewrite_literal: "model-server", timeout: longest(server), idle_timeout: longest(server) },
});

const longest = (server: Server): Shape => server.requestSeconds.as((seconds) => `${seconds}s`);

/** HTTP of one side, behind the handshake: an internal listener, to which no address of the network leads. */
export const httpListener = (server: Server, side: Side): Shape => ({
  name: `${side.name}-http`,
  internal_listener: {},
  per_connection_buffer_limit_bytes: 65_536,
  filter_chains: [
    {
      name: side.name,
      filters: [
        typed(
          "envoy.filters.network.http_connection_manager",
          "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
          http(server, side),
        ),
      ],
    },
  ],
});

/** Who is let past the handshake, once more. */
const grants = (server: Server, { clients }: Side): Shape => ({
  action: "ALLOW",
  policies: Object.fromEntries(
    clients.map((client) => [
      client.name,
      {
        permissions: [{ any: true }],
        principals: [
          { filter_state: { key: "modelkeep.client", string_match: { exact: server.keep.name.as((own) => identityOf(own, client)) } } },
        ],
      },
    ]),
  ),
});

/** Headers that get past the first step; the rule kubernetes-front-door-client-headers tries the expression on others. */
const strip = typed("strip", "envoy.extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation", {
  mutations: [{ remove_on_match: { key_matcher: { safe_regex: { regex: frontDoorFacts.strippedHeaders } } } }],
});

function http(server: Server, side: Side): Readonly<Record<string, Shape>> {
  return {
    stat_prefix: side.name,
    codec_type: "AUTO",
    server_name: "modelkeep",
    server_header_transformation: "OVERWRITE",
    access_log: [requestLog(side.name)],
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
      idle_timeout: "60s",
      max_connection_duration: "300s",
    },
    drain_timeout: "5s",
    http_protocol_options: { accept_http_10: false, allow_absolute_url: false, allow_chunked_length: false, enable_trailers: false },
    http2_protocol_options: {
      max_concurrent_streams: server.requests.as((requests): Shape => wholeNumber(1, requests + spareStreams)),
      initial_stream_window_size: 65_536,
      initial_connection_window_size: 1_048_576,
      allow_connect: false,
      connection_keepalive: { interval: "60s", timeout: "20s" },
    },
    local_reply_config: localReplies,
    request_headers_timeout: "10s",
    request_timeout: "60s",
    stream_idle_timeout: longest(server),
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
      typed("envoy.filters.http.rbac", "envoy.extensions.filters.http.rbac.v3.RBAC", { rules: grants(server, side) }),
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
            ...frontDoorFacts.routes.map((one) => route(server, one)),
            { name: "refused", match: { prefix: "/" }, direct_response: { status: 404 } },
          ],
        },
      ],
    },
  };
}

/** Streams of a connection that a client may leave unread. */
const spareStreams = 16;

const reply = ({ type, message }: { type: string; message: string }): Shape => ({
  json_format: { error: { message, type, code: "%RESPONSE_CODE%" } },
  content_type: "application/json",
});

/** What Envoy answers by itself: the kit's words, none of Envoy's, which name what is in the pod. */
const localReplies: Shape = {
  mappers: frontDoorFacts.localReplies.map(({ status, type, message, retryAfter }) => ({
    filter: {
      status_code_filter: { comparison: { op: "EQ", value: { default_value: status, runtime_key: `modelkeep.reply_${status}` } } },
    },
    body_format_override: reply({ type, message }),
    ...(retryAfter !== undefined && { headers_to_add: [{ header: { key: "retry-after", value: retryAfter } }] }),
  })),
  body_format: reply({ type: "InternalServerError", message: "The request was not answered." }),
};

/** 256 KiB and 24 bytes for each token of the longest prompt, and never more than vLLM takes. */
const bodyBytes = such(
  "256 KiB and 24 bytes for each token, 32 MiB at most",
  (value) =>
    value === 32 * 2 ** 20 ||
    (Number.isInteger(value) && Number(value) >= 2 ** 18 && Number(value) < 32 * 2 ** 20 && (Number(value) - 2 ** 18) % 24 === 0),
);
