import type { Harmless } from "./harmless.ts";

const of = (pattern: string, why: string): Harmless => ({
  match: new RegExp(`^ConfigMap (drop|empty|cut|raise|flip|weaken|port) data bootstrap\\.json ${pattern}`),
  why,
});

/** Weakenings of Envoy's bootstrap that weaken nothing, and why. */
export const harmlessInEnvoy: readonly Harmless[] = [
  { match: /^ConfigMap drop data bootstrap\.json$/, why: "without its bootstrap Envoy does not start" },
  of("static_resources clusters # circuit_breakers thresholds # max_\\w+$", "less is let through"),
  of(
    "(\\S+ )*(@type|name|typed_config|stat_prefix|codec_type|server_name|node|node (id|cluster))$",
    "Envoy refuses a bootstrap without it, or it is a name",
  ),
  of(
    "(static_resources( (listeners|clusters))?|static_resources listeners # (address.*|filter_chains( # filters)?|name|listener_filters|listener_filters_timeout))$",
    "Envoy refuses it, or nothing listens; who may connect is the network policies' business",
  ),
  of(
    "static_resources listeners # filter_chain_matcher",
    "Envoy refuses chains that nothing tells apart, or some addresses find no chain, or groups of them become fewer; which addresses have chains of their own is held by a rule",
  ),
  of(
    "static_resources listeners # filter_chains # filters # typed_config (on_downstream_tls_handshake|max_early_data_bytes|max_connections|upstream_connect_mode)",
    "who is who and where they go is held by a rule; the rest is for the log, or without it HTTP knows nobody and refuses",
  ),
  of("(bootstrap_extensions|static_resources clusters # transport_socket)", "Envoy refuses it, or HTTP knows nobody and refuses"),
  of("static_resources listeners # access_log", "the log of refused handshakes; the log of requests is another"),
  of(
    "static_resources listeners # per_connection_buffer_limit_bytes$|static_resources clusters # (per_connection_buffer_limit_bytes|connect_timeout|name|type|load_assignment|typed_extension_protocol_options|circuit_breakers thresholds # max_retries)",
    "how much is buffered and for how long, or Envoy refuses it",
  ),
  of(
    "(layered_runtime|overload_manager)",
    "how much memory and how large an expression; the monitors and the last action are held by a rule",
  ),
  of(
    "static_resources listeners # filter_chains # transport_socket typed_config common_tls_context (alpn_protocols|tls_params (cipher_suites|ecdh_curves|tls_maximum_protocol_version)|\\S+ (# )?(sds_config|name)|combined_validation_context validation_context_sds_secret_config sds_config|tls_certificate_sds_secret_configs)",
    "Envoy's defaults are suites with forward secrecy and TLS 1.3; without a certificate every handshake fails",
  ),
  of(
    "(\\S+ )*access_log # typed_config log_format json_format \\w+$",
    "who, which route, when, with what result and how much are held by a rule; the rest helps to explain",
  ),
  of(
    "(\\S+ )*(drain_timeout|internal_address_config( cidr_ranges)?|server_header_transformation|http2_protocol_options initial_\\w+|route_config( (name|virtual_hosts( # (domains|name))?))?|virtual_hosts # routes # (name|route( (cluster|idle_timeout))?))$",
    "Envoy refuses it, answers nothing, or takes a default that opens nothing",
  ),
  of(
    "(\\S+ )*http_filters # typed_config (on_request_headers.*|rules policies.*|max_request_bytes)",
    "a policy that is gone refuses its client; without one nobody gets in; the id is for the log",
  ),
  of(
    "static_resources listeners # listener_filters # typed_config (allow_requests_without_proxy_protocol|disallowed_versions|tlv_location|rules)",
    "who calls is decided by the address that really opened the connection; a header of the proxy protocol is for the log, or refused",
  ),
  of("(\\S+ )*(max_headers_count|max_concurrent_streams|max_request_headers_kb|max_request_bytes)$", "less is let through"),
];
