import { certificateHeader } from "../../../gate/identity/credential.ts";

const typed = (name: string, type: string, more: object = {}) => ({
  name,
  typed_config: { "@type": `type.googleapis.com/envoy.${type}`, ...more },
});

const accessLog = {
  time: "%START_TIME%",
  id: "%REQ(X-REQUEST-ID)%",
  method: "%REQ(:METHOD)%",
  path: "%REQ(:PATH)%",
  status: "%RESPONSE_CODE%",
  flags: "%RESPONSE_FLAGS%",
  bytesIn: "%BYTES_RECEIVED%",
  bytesOut: "%BYTES_SENT%",
  milliseconds: "%DURATION%",
};

/** An Envoy that passes everything on to a socket and does no more than name the client: no TLS, so that what a gate costs beside it stands out. */
export function plainEnvoy(port: number, upstream: string, log: string, client: string): object {
  const manager = {
    stat_prefix: "bench",
    generate_request_id: true,
    http_filters: [typed("envoy.filters.http.router", "extensions.filters.http.router.v3.Router")],
    access_log: [
      typed("envoy.access_loggers.file", "extensions.access_loggers.file.v3.FileAccessLog", {
        path: log,
        log_format: { json_format: accessLog },
      }),
    ],
    route_config: {
      request_headers_to_add: [{ header: { key: certificateHeader, value: client }, append_action: "OVERWRITE_IF_EXISTS_OR_ADD" }],
      virtual_hosts: [{ name: "all", domains: ["*"], routes: [{ match: { prefix: "/" }, route: { cluster: "upstream", timeout: "0s" } }] }],
    },
  };
  const endpoint = { lb_endpoints: [{ endpoint: { address: { pipe: { path: upstream } } } }] };
  return {
    static_resources: {
      listeners: [
        {
          name: "plain",
          address: { socket_address: { address: "127.0.0.1", port_value: port } },
          filter_chains: [
            {
              filters: [
                typed(
                  "envoy.filters.network.http_connection_manager",
                  "extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
                  manager,
                ),
              ],
            },
          ],
        },
      ],
      clusters: [
        { name: "upstream", type: "STATIC", connect_timeout: "2s", load_assignment: { cluster_name: "upstream", endpoints: [endpoint] } },
      ],
    },
  };
}
