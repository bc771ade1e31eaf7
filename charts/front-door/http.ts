import { identityKey, requestIdKey, requestLog } from "./access-log.ts";
import { clientIdentity } from "./client-identity.ts";
import type { Entrance } from "./entrances.ts";
import { http2Keepalive } from "./hop-timeouts.ts";
import type { FrontDoorLimits } from "./limits.ts";
import { localReplyConfig } from "./local-replies.ts";
import { headersExceptRegex, keptRequestHeaders } from "./request-headers.ts";
import { allowedRoutes, type Route, refusedRoute } from "./routes.ts";
import { typed } from "./typed.ts";

/** Name of the one cluster: vLLM behind its socket. It is also the Host that vLLM sees in place of the client's (CVE-2026-48746). */
export const upstreamName = "model-server";

/**
 * HTTP of one entrance. Paths are compared byte for byte and never repaired: no merging of slashes, no decoding, no dots taken out.
 * A path that would need it is not one of the three, so it gets 404 (an escaped slash 400), and what vLLM sees is what was compared.
 */
export function httpConnection(keep: string, entrance: Entrance, limits: FrontDoorLimits): object {
  const requestTimeout = `${limits.requestSeconds}s`;
  return typed(
    "envoy.filters.network.http_connection_manager",
    "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
    {
      stat_prefix: entrance.name,
      codec_type: "AUTO",
      server_name: "modelkeep",
      server_header_transformation: "OVERWRITE",
      access_log: [requestLog(entrance.name)],
      // Before anything looks at a header: no request id, forwarded address or x-envoy-* of a client's own making survives this.
      early_header_mutation_extensions: [
        typed("strip", "envoy.extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation", {
          mutations: [{ remove_on_match: { key_matcher: { safe_regex: { regex: headersExceptRegex(keptRequestHeaders) } } } }],
        }),
      ],
      generate_request_id: true,
      preserve_external_request_id: false,
      use_remote_address: true,
      skip_xff_append: true,
      internal_address_config: { cidr_ranges: [] },
      forward_client_cert_details: "SANITIZE",
      normalize_path: false,
      merge_slashes: false,
      path_with_escaped_slashes_action: "REJECT_REQUEST",
      max_request_headers_kb: limits.headersKiB,
      common_http_protocol_options: {
        max_headers_count: limits.headers,
        headers_with_underscores_action: "REJECT_REQUEST",
        idle_timeout: `${limits.idleSeconds}s`,
        // A certificate that expires, is revoked or belongs to a client that is taken out opens nothing after this.
        max_connection_duration: `${limits.connectionSeconds}s`,
      },
      // Until then an old connection may still ask; answers under way may end in any case.
      drain_timeout: "5s",
      http_protocol_options: { accept_http_10: false, allow_absolute_url: false, allow_chunked_length: false, enable_trailers: false },
      http2_protocol_options: {
        max_concurrent_streams: limits.streams,
        initial_stream_window_size: 65_536,
        initial_connection_window_size: 1_048_576,
        allow_connect: false,
        connection_keepalive: { interval: `${http2Keepalive.intervalSeconds}s`, timeout: `${http2Keepalive.timeoutSeconds}s` },
      },
      local_reply_config: localReplyConfig,
      request_headers_timeout: "10s",
      request_timeout: "60s",
      // An answer that is not streamed is silent until it is complete.
      stream_idle_timeout: requestTimeout,
      http_filters: [
        typed("envoy.filters.http.set_filter_state", "envoy.extensions.filters.http.set_filter_state.v3.Config", {
          on_request_headers: [
            {
              object_key: requestIdKey,
              factory_key: "envoy.string",
              format_string: { text_format_source: { inline_string: "%REQ(X-REQUEST-ID)%" } },
            },
          ],
        }),
        typed("envoy.filters.http.rbac", "envoy.extensions.filters.http.rbac.v3.RBAC", { rules: grants(keep, entrance) }),
        typed("envoy.filters.http.buffer", "envoy.extensions.filters.http.buffer.v3.Buffer", { max_request_bytes: limits.bodyBytes }),
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
              ...allowedRoutes.map((route) => allowed(route, requestTimeout)),
              { name: refusedRoute, match: { prefix: "/" }, direct_response: { status: 404 } },
            ],
          },
        ],
      },
    },
  );
}

const allowed = ({ name, method, path }: Route, timeout: string) => ({
  name,
  match: {
    path,
    headers: [
      { name: ":method", string_match: { exact: method } },
      // With the query, which `path` does not look at.
      { name: ":path", string_match: { exact: path } },
    ],
  },
  route: { cluster: upstreamName, host_rewrite_literal: upstreamName, timeout, idle_timeout: timeout },
});

/** The grants once more, behind the handshake: were names or clusters ever loosened, this still rejects with 403; without a grant, every client. */
const grants = (keep: string, { clients }: Entrance) => ({
  action: "ALLOW",
  policies: Object.fromEntries(
    clients.map(({ name }) => [
      name,
      {
        permissions: [{ any: true }],
        principals: [{ filter_state: { key: identityKey, string_match: { exact: clientIdentity(keep, name) } } }],
      },
    ]),
  ),
});
