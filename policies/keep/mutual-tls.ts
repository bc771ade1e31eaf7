import type { Shape } from "../shape/shape.ts";
import { typed } from "./envoy-types.ts";

const secret = (name: string, file: string): Shape => ({
  name,
  sds_config: {
    resource_api_version: "V3",
    initial_fetch_timeout: "0s",
    path_config_source: { path: `/etc/modelkeep/front-door/${file}` },
  },
});

/** Mutual TLS: a client without a certificate that the side's file accepts is rejected, and no session outlives its certificate. */
export function tlsShape(side: string): Shape {
  return typed("envoy.transport_sockets.tls", "envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext", {
    require_client_certificate: true,
    disable_stateless_session_resumption: true,
    disable_stateful_session_resumption: true,
    common_tls_context: {
      alpn_protocols: ["h2", "http/1.1"],
      tls_params: {
        tls_minimum_protocol_version: "TLSv1_2",
        tls_maximum_protocol_version: "TLSv1_3",
        cipher_suites: [
          "ECDHE-ECDSA-AES256-GCM-SHA384",
          "ECDHE-RSA-AES256-GCM-SHA384",
          "ECDHE-ECDSA-AES128-GCM-SHA256",
          "ECDHE-RSA-AES128-GCM-SHA256",
          "ECDHE-ECDSA-CHACHA20-POLY1305",
          "ECDHE-RSA-CHACHA20-POLY1305",
        ],
        ecdh_curves: ["X25519MLKEM768", "X25519", "P-256", "P-384"],
      },
      tls_certificate_sds_secret_configs: [secret("server", "server.json")],
      validation_context_sds_secret_config: secret(`clients-${side}`, `clients-${side}.json`),
    },
  });
}
