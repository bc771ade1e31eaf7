import type { RuleCase } from "../rule-case.ts";

const on = "modelkeep-serving/front-door|ConfigMap";
const bootstrap = "data bootstrap.json";
const chain = `${bootstrap} static_resources listeners 0 filter_chains 0`;
const tls = `${chain} transport_socket typed_config`;
const http = `${chain} filters 0 typed_config`;
const routes = `${http} route_config virtual_hosts 0 routes`;
const unknown = [bootstrap];

/** The front door's Envoy. Its bootstrap is one text, so one unknown part makes all of it unknown. */
export const frontDoorCases: readonly RuleCase[] = [
  {
    rule: "kubernetes-front-door-mutual-tls",
    on,
    unknown,
    fails: [
      `${tls} require_client_certificate = false`,
      `${tls} require_client_certificate -`,
      `${tls} common_tls_context combined_validation_context default_validation_context -`,
      `${tls} common_tls_context combined_validation_context default_validation_context match_typed_subject_alt_names 0 matcher = {"prefix":"spiffe://"}`,
      `${tls} common_tls_context combined_validation_context validation_context_sds_secret_config -`,
    ],
  },
  {
    rule: "kubernetes-front-door-bound-entrances",
    on,
    onAws: true,
    unknown,
    fails: [
      `${chain} filter_chain_match -`,
      `${chain} filter_chain_match direct_source_prefix_ranges = []`,
      `${chain} filter_chain_match direct_source_prefix_ranges 0 prefix_len = 0`,
      `${chain} filter_chain_match direct_source_prefix_ranges 0 prefix_len -`,
      `${chain} filter_chain_match direct_source_prefix_ranges 0 address_prefix -`,
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
  {
    rule: "kubernetes-front-door-no-admin",
    on,
    unknown,
    fails: [`${bootstrap} admin = {"address":{}}`, `${bootstrap} dynamic_resources = {}`],
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
    rule: "kubernetes-front-door-literal-paths",
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
    rule: "kubernetes-front-door-authorised",
    on,
    unknown,
    fails: [
      `${http} http_filters 1 -`,
      `${http} http_filters 1 typed_config rules action = "DENY"`,
      `${http} http_filters 1 typed_config rules policies = {"all":{"permissions":[{"any":true}],"principals":[{"any":true}]}}`,
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
    ],
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
    ],
  },
];
