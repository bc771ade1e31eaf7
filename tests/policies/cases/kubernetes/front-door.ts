import type { RuleCase } from "../../rule-case.ts";

const on = "modelkeep-on-prem-serving/model-server-front-door|ConfigMap";
const bootstrap = "data bootstrap.json";
const chain = `${bootstrap} static_resources listeners 0 filter_chains 0`;
const tls = `${chain} transport_socket typed_config`;
const clients = "data clients-cluster.json resources 0 validation_context";
const unknown = [bootstrap];
const matcher = `${bootstrap} static_resources listeners 0 filter_chain_matcher matcher_tree`;
const http = `${bootstrap} static_resources listeners 1 filter_chains 0 filters 0 typed_config`;
const routes = `${http} route_config virtual_hosts 0 routes`;
const network = `${chain} filters`;
const states = `${network} 1 typed_config on_downstream_tls_handshake`;

export const cases: readonly RuleCase[] = [
  {
    rule: "kubernetes-certificate-short-lived",
    on: {
      type: "kubernetes:cert-manager.io/v1:Certificate",
      inputs: { spec: { duration: "720h", privateKey: { rotationPolicy: "Always" } } },
    },
    fails: ['spec duration = "8760h"', 'spec privateKey rotationPolicy = "Never"', "spec isCA = true"],
  },
  {
    rule: "kubernetes-front-door-audit-log",
    on,
    unknown,
    fails: [
      `${http} access_log -`,
      `${http} access_log 0 typed_config log_format json_format client -`,
      `${http} access_log 0 typed_config log_format json_format body = "%REQ(X-PROMPT)%"`,
      `${http} access_log 0 filter = {}`,
      `${network} 2 typed_config access_log -`,
      `${network} 2 typed_config access_log 0 filter response_flag_filter flags = ["DC"]`,
      `${network} 2 typed_config access_log 1 -`,
      `${network} 2 typed_config access_log 0 typed_config log_format json_format client -`,
    ],
  },
  {
    rule: "kubernetes-front-door-authorization",
    on,
    unknown,
    fails: [
      `${http} http_filters 1 -`,
      `${network} 1 -`,
      `${states} 0 format_string text_format_source inline_string = "cluster/%REQUESTED_SERVER_NAME%"`,
      `${states} 0 format_string text_format_source inline_string = "cluster/%DOWNSTREAM_PEER_SUBJECT%"`,
      `${states} 1 format_string text_format_source inline_string = "%DOWNSTREAM_PEER_DNS_SAN%"`,
      `${network} 2 typed_config upstream_connect_mode -`,
      `${network} 2 typed_config cluster = "model-server"`,
      `${http} http_filters 1 typed_config rules policies notebook principals 0 = {"authenticated":{"principal_name":{"exact":"spiffe://x"}}}`,
      `${http} http_filters 1 typed_config rules action = "DENY"`,
      `${http} http_filters 1 typed_config rules policies = {"all":{"permissions":[{"any":true}],"principals":[{"any":true}]}}`,
    ],
  },
  {
    rule: "kubernetes-front-door-source-address",
    on: on.replace("on-prem", "r1-distill-32b"),
    onAws: true,
    unknown,
    fails: [
      `${matcher} -`,
      `${matcher} input typed_config @type = "type.googleapis.com/envoy.extensions.matching.common_inputs.network.v3.SourceIPInput"`,
      `${matcher} custom_match typed_config range_matchers = []`,
      `${matcher} custom_match typed_config range_matchers 0 ranges 0 prefix_len = 0`,
      `${matcher} custom_match typed_config range_matchers 0 ranges 0 prefix_len -`,
      `${matcher} custom_match typed_config range_matchers 0 ranges 0 address_prefix -`,
    ],
  },
  {
    rule: "kubernetes-front-door-client-headers",
    on,
    unknown,
    fails: [
      `${http} forward_client_cert_details = "APPEND_FORWARD"`,
      `${http} preserve_external_request_id = true`,
      `${http} early_header_mutation_extensions -`,
    ],
  },
  {
    rule: "kubernetes-front-door-limits",
    on,
    unknown,
    fails: [
      `${http} http_filters 2 -`,
      `${http} request_timeout -`,
      `${http} max_request_headers_kb -`,
      `${bootstrap} static_resources clusters 0 circuit_breakers -`,
      `${bootstrap} overload_manager -`,
      `${bootstrap} overload_manager actions 0 name = "envoy.overload_actions.shrink_heap"`,
      `${bootstrap} overload_manager buffer_factory_config -`,
      `${network} 0 -`,
      `${network} 2 typed_config idle_timeout -`,
      `${network} 2 typed_config max_downstream_connection_duration -`,
      `${chain} transport_socket_connect_timeout -`,
      `${bootstrap} static_resources clusters 1 circuit_breakers -`,
      `${bootstrap} static_resources clusters 1 circuit_breakers thresholds 0 max_connections -`,
    ],
  },
  {
    rule: "kubernetes-front-door-no-path-normalization",
    on,
    unknown,
    fails: [
      `${http} normalize_path = true`,
      `${http} merge_slashes = true`,
      `${http} path_with_escaped_slashes_action -`,
      `${http} http_protocol_options allow_chunked_length = true`,
      `${http} http2_protocol_options allow_connect = true`,
    ],
  },
  {
    rule: "kubernetes-front-door-mutual-tls",
    on,
    unknown,
    fails: [
      `${tls} require_client_certificate = false`,
      `${tls} require_client_certificate -`,
      `${tls} common_tls_context validation_context_sds_secret_config -`,
      `${tls} common_tls_context tls_certificate_sds_secret_configs -`,
      `${tls} common_tls_context validation_context = {"trust_chain_verification":"ACCEPT_UNTRUSTED"}`,
      `${tls} common_tls_context combined_validation_context = {}`,
      `${clients} match_typed_subject_alt_names -`,
      `${clients} match_typed_subject_alt_names 0 matcher = {"prefix":"spiffe://"}`,
      `${clients} match_typed_subject_alt_names 0 san_type = "DNS"`,
      `${clients} trusted_ca -`,
      `${clients} crl -`,
      `${clients} crl filename = "/etc/modelkeep/client-ca/ca.crl"`,
      `${clients} trust_chain_verification = "ACCEPT_UNTRUSTED"`,
      `${clients} watched_directory -`,
      `${clients} allow_expired_certificate = true`,
      "data clients-cluster.json -",
    ],
  },
  {
    rule: "kubernetes-front-door-no-admin",
    on,
    unknown,
    fails: [`${bootstrap} admin = {"address":{}}`, `${bootstrap} dynamic_resources = {}`],
  },
  {
    rule: "kubernetes-front-door-routes",
    on,
    unknown,
    fails: [
      `${routes} 0 match = {"prefix":"/"}`,
      `${routes} 0 match path = "/invocations"`,
      `${routes} 0 match headers -`,
      `${routes} 3 -`,
      `${routes} 3 direct_response status = 200`,
    ],
  },
  {
    rule: "kubernetes-front-door-socket-upstream",
    on,
    unknown,
    fails: [
      `${bootstrap} static_resources clusters 0 type = "STRICT_DNS"`,
      `${bootstrap} static_resources clusters 0 load_assignment endpoints 0 lb_endpoints 0 endpoint address = {"socket_address":{"address":"10.0.0.1","port_value":8000}}`,
    ],
  },
  {
    rule: "kubernetes-front-door-tls-version",
    on,
    unknown,
    fails: [
      `${tls} common_tls_context tls_params tls_minimum_protocol_version = "TLSv1_0"`,
      `${tls} common_tls_context tls_params -`,
      `${tls} common_tls_context tls_params cipher_suites 0 = "AES128-SHA"`,
      `${tls} disable_stateless_session_resumption = false`,
    ],
  },
];
