import type { Edit, Inputs } from "../holes/edit.ts";
import { holesOf, type RefusedHole } from "./refused-hole.ts";

const data = (program: Edit): Inputs => program.inputs("modelkeep-on-prem-serving/model-server-front-door", "ConfigMap")["data"];
/** The part that reads HTTP, whichever listener it stands behind. */
function managerOf(whole: Inputs): Inputs {
  const filters = whole["static_resources"].listeners.flatMap((one: Inputs) =>
    one["filter_chains"].flatMap((chain: Inputs) => chain["filters"]),
  );
  return filters.find((one: Inputs) => one["typed_config"].http_filters !== undefined).typed_config;
}

/** Changes which client certificates the front door accepts. */
function trust(program: Edit, edit: (context: Inputs) => void): void {
  const files = data(program);
  const name = Object.keys(files).find((one) => one.startsWith("clients-"))!;
  const whole = JSON.parse(files[name]) as Inputs;
  edit(whole["resources"][0].validation_context);
  files[name] = JSON.stringify(whole);
}

/** Changes the front door's configuration, and hands over what most edits are about. */
function bootstrap(program: Edit, edit: (whole: Inputs, http: Inputs, listener: Inputs) => void): void {
  const files = data(program);
  const whole = JSON.parse(files["bootstrap.json"]) as Inputs;
  const listener = whole["static_resources"].listeners[0] as Inputs;
  edit(whole, managerOf(whole), listener);
  files["bootstrap.json"] = JSON.stringify(whole, null, 2);
}
const tls = (listener: Inputs): Inputs => listener["filter_chains"][0].transport_socket.typed_config;
const route = (http: Inputs): Inputs => http["route_config"].virtual_hosts[0].routes[0];
const filter = (http: Inputs, name: string): Inputs => http["http_filters"].find((one: Inputs) => one["name"].includes(name));
const typed = (name: string, fields: Inputs = {}) => ({ "@type": `type.googleapis.com/envoy.extensions.${name}`, ...fields });

const by = "kubernetes-front-door-known-shape";
const trusted = (name: string, edit: (context: Inputs) => void) => [name, by, (program: Edit) => trust(program, edit)] as const;
const hole = (name: string, edit: (whole: Inputs, http: Inputs, listener: Inputs) => void) =>
  [name, by, (program: Edit) => bootstrap(program, edit)] as const;

export const envoy: RefusedHole[] = holesOf(
  "on-prem",
  hole("metrics are sent to a sink", (whole) => {
    whole["stats_sinks"] = [
      {
        name: "envoy.stat_sinks.statsd",
        typed_config: typed("stat_sinks.v3.StatsdSink", { address: { socket_address: { address: "203.0.113.9", port_value: 8125 } } }),
      },
    ];
  }),
  hole("an extension starts with Envoy", (whole) => {
    whole["bootstrap_extensions"] = [{ name: "envoy.bootstrap.wasm", typed_config: typed("wasm.v3.WasmService") }];
  }),
  hole("Envoy reports its health to a service", (whole) => {
    whole["hds_config"] = { api_type: "GRPC", grpc_services: [{ envoy_grpc: { cluster_name: "x" } }] };
  }),
  hole("Envoy asks a service for runtime keys", (whole) => {
    whole["layered_runtime"].layers.push({
      name: "rtds",
      rtds_layer: { name: "r", rtds_config: { path_config_source: { path: "/tmp/r" } } },
    });
  }),
  hole("Envoy reads runtime keys from a disk", (whole) => {
    whole["layered_runtime"].layers.push({ name: "disk", disk_layer: { symlink_root: "/tmp/r" } });
  }),
  hole("an overload action is off", (whole) => {
    whole["overload_manager"] = { refresh_interval: "3600s", resource_monitors: [] };
  }),
  hole("Envoy writes a header of all runtime errors", (whole) => {
    whole["header_prefix"] = "x-theirs";
  }),
  hole("a default sink of logs", (whole) => {
    whole["grpc_async_client_manager_config"] = {};
  }),
  hole("a certificate provider of its own", (whole) => {
    whole["certificate_provider_instances"] = { theirs: {} };
  }),
  hole("DNS is asked of somebody", (whole) => {
    whole["typed_dns_resolver_config"] = {
      name: "envoy.network.dns_resolver.cares",
      typed_config: typed("network.dns_resolver.cares.v3.CaresDnsResolverConfig", {
        resolvers: [{ socket_address: { address: "8.8.8.8", port_value: 53 } }],
      }),
    };
  }),
  hole("a secret stands in the configuration", (whole) => {
    whole["static_resources"].secrets = [{ name: "server", tls_certificate: { private_key: { inline_string: "x" } } }];
  }),
  hole("secrets come from the network", (_, __, listener) => {
    tls(listener)["common_tls_context"].tls_certificate_sds_secret_configs = [
      { name: "s", sds_config: { api_config_source: { api_type: "GRPC", grpc_services: [{ envoy_grpc: { cluster_name: "x" } }] } } },
    ];
  }),
  hole("a certificate is checked by a program", (_, __, listener) => {
    tls(listener)["common_tls_context"].custom_tls_certificate_selector = { name: "x", typed_config: {} };
  }),
  trusted("a certificate's check is somebody else's", (context) => {
    context["custom_validator_config"] = {
      name: "envoy.tls.cert_validator.spiffe",
      typed_config: {},
    };
  }),
  trusted("a certificate's chain may be long", (context) => {
    context["max_verify_depth"] = 100;
  }),
  trusted("only the last certificate is checked for revocation", (context) => {
    context["only_verify_leaf_cert_crl"] = true;
  }),
  trusted("a certificate is trusted by its key", (context) => {
    context["verify_certificate_spki"] = ["AAAA"];
  }),
  hole("tickets of sessions have a key", (_, __, listener) => {
    tls(listener)["session_ticket_keys"] = { keys: [{ inline_string: "x".repeat(80) }] };
  }),
  hole("servers' names are not needed", (_, __, listener) => {
    tls(listener)["require_sni"] = false;
  }),
  hole("a listener has no TLS of its own name", (_, __, listener) => {
    listener["filter_chains"].push({
      filter_chain_match: { transport_protocol: "raw_buffer" },
      filters: listener["filter_chains"][0].filters,
    });
  }),
  hole("a listener asks who comes by a header of a proxy", (_, __, listener) => {
    listener["listener_filters"] = [
      { name: "envoy.filters.listener.proxy_protocol", typed_config: typed("filters.listener.proxy_protocol.v3.ProxyProtocol") },
    ];
  }),
  hole("a listener finds the original destination", (_, __, listener) => {
    listener["use_original_dst"] = true;
  }),
  hole("a listener listens on UDP", (_, __, listener) => {
    listener["udp_listener_config"] = { quic_options: {} };
  }),
  hole("a listener has further addresses", (_, __, listener) => {
    listener["additional_addresses"] = [{ address: { socket_address: { address: "0.0.0.0", port_value: 8444 } } }];
  }),
  hole("a listener logs by another logger", (_, __, listener) => {
    listener["access_log"] = [
      { name: "envoy.access_loggers.open_telemetry", typed_config: typed("access_loggers.open_telemetry.v3.OpenTelemetryAccessLogConfig") },
    ];
  }),
  hole("filters come from elsewhere", (_, http) => {
    http["http_filters"].unshift({
      name: "theirs",
      config_discovery: { config_source: { path_config_source: { path: "/tmp/f" } }, type_urls: ["x"] },
    });
  }),
  hole("a filter runs Lua", (_, http) => {
    http["http_filters"].unshift({
      name: "envoy.filters.http.lua",
      typed_config: typed("filters.http.lua.v3.Lua", { default_source_code: { inline_string: "function envoy_on_request(h) end" } }),
    });
  }),
  hole("a filter runs WebAssembly", (_, http) => {
    http["http_filters"].unshift({ name: "envoy.filters.http.wasm", typed_config: typed("filters.http.wasm.v3.Wasm") });
  }),
  hole("a filter hands requests to a process", (_, http) => {
    http["http_filters"].unshift({
      name: "envoy.filters.http.ext_proc",
      typed_config: typed("filters.http.ext_proc.v3.ExternalProcessor"),
    });
  }),
  hole("a filter taps what passes", (_, http) => {
    http["http_filters"].unshift({ name: "envoy.filters.http.tap", typed_config: typed("filters.http.tap.v3.Tap") });
  }),
  hole("a filter makes a forward proxy", (_, http) => {
    http["http_filters"].unshift({
      name: "envoy.filters.http.dynamic_forward_proxy",
      typed_config: typed("filters.http.dynamic_forward_proxy.v3.FilterConfig"),
    });
  }),
  hole("a filter caches answers", (_, http) => {
    http["http_filters"].unshift({ name: "envoy.filters.http.cache", typed_config: typed("filters.http.cache.v3.CacheConfig") });
  }),
  hole("a filter is chosen by a matcher", (_, http) => {
    http["http_filters"][0] = {
      name: "x",
      typed_config: typed("common.matching.v3.ExtensionWithMatcher", { extension_config: http["http_filters"][0] }),
    };
  }),
  hole("the filter of who may ask logs instead", (_, http) => {
    filter(http, "rbac")["typed_config"].rules.action = "LOG";
  }),
  hole("the filter of who may ask has a matcher as well", (_, http) => {
    filter(http, "rbac")["typed_config"].matcher = {
      on_no_match: { action: { name: "a", typed_config: typed("rbac.v3.Action", { action: "ALLOW" }) } },
    };
  }),
  hole("the filter of who may ask is optional", (_, http) => {
    filter(http, "rbac")["is_optional"] = true;
  }),
  hole("the filter of who may ask tells in its shadow", (_, http) => {
    filter(http, "rbac")["typed_config"].track_per_rule_stats = true;
  }),
  hole("a route mirrors requests", (_, http) => {
    route(http)["route"].request_mirror_policies = [{ cluster: "theirs" }];
  }),
  hole("a route tries again", (_, http) => {
    route(http)["route"].retry_policy = { retry_on: "5xx", num_retries: 100 };
  }),
  hole("a route follows redirects", (_, http) => {
    route(http)["route"].internal_redirect_policy = { allow_cross_scheme_redirect: true };
  }),
  hole("a route takes its cluster from a header", (_, http) => {
    const one = route(http)["route"];
    delete one.cluster;
    one.cluster_header = "x-to";
  }),
  hole("a route takes its host from a header", (_, http) => {
    route(http)["route"].host_rewrite_header = "x-host";
  }),
  hole("a route allows data before the handshake ends", (_, http) => {
    route(http)["route"].early_data_policy = { name: "x", typed_config: typed("early_data.v3.DefaultEarlyDataPolicy") };
  }),
  hole("a route waits without end", (_, http) => {
    route(http)["route"].timeout = "0s";
  }),
  hole("a route turns a filter off", (_, http) => {
    route(http)["typed_per_filter_config"] = { "envoy.filters.http.rbac": typed("filters.http.rbac.v3.RBACPerRoute", { rbac: {} }) };
  }),
  hole("a route answers by itself", (_, http) => {
    http["route_config"].virtual_hosts[0].routes.push({ match: { prefix: "/" }, direct_response: { status: 200 } });
  }),
  hole("a route redirects", (_, http) => {
    http["route_config"].virtual_hosts[0].routes.unshift({ match: { prefix: "/v1" }, redirect: { host_redirect: "their.example" } });
  }),
  hole("a route writes a header", (_, http) => {
    route(http)["request_headers_to_add"] = [{ header: { key: "x-forwarded-client-cert", value: "x" } }];
  }),
  hole("a route's path is matched by a template", (_, http) => {
    route(http)["match"] = {
      path_match_policy: { name: "x", typed_config: typed("path.match.uri_template.v3.UriTemplateMatchConfig", { path_template: "/**" }) },
    };
  }),
  hole("routes come from a matcher", (_, http) => {
    http["route_config"].virtual_hosts[0].matcher = {};
  }),
  hole("routes come from elsewhere", (_, http) => {
    delete http["route_config"];
    http["rds"] = { config_source: { path_config_source: { path: "/tmp/r" } }, route_config_name: "x" };
  }),
  hole("a virtual host is for every name, with CORS", (_, http) => {
    http["route_config"].virtual_hosts[0].cors = { allow_origin_string_match: [{ prefix: "" }] };
  }),
  hole("the address of who asks is taken from a header", (_, http) => {
    http["original_ip_detection_extensions"] = [
      { name: "x", typed_config: typed("http.original_ip_detection.custom_header.v3.CustomHeaderConfig", { header_name: "x-ip" }) },
    ];
  }),
  hole("the id of a request is the client's", (_, http) => {
    http["preserve_external_request_id"] = true;
  }),
  hole("CONNECT is let through", (_, http) => {
    http["upgrade_configs"] = [{ upgrade_type: "CONNECT" }];
  }),
  hole("HTTP/2 connects within", (_, http) => {
    http["http2_protocol_options"] = { ...http["http2_protocol_options"], allow_connect: true };
  }),
  hole("HTTP/1.0 is served", (_, http) => {
    http["http_protocol_options"] = { ...http["http_protocol_options"], accept_http_10: true, default_host_for_http_10: "x" };
  }),
  hole("trailers are let through", (_, http) => {
    http["http_protocol_options"] = { ...http["http_protocol_options"], enable_trailers: true };
  }),
  hole("requests are traced", (_, http) => {
    http["tracing"] = { random_sampling: { value: 100 } };
  }),
  hole("an upstream is found by DNS", (whole) => {
    whole["static_resources"].clusters.push({
      name: "theirs",
      type: "LOGICAL_DNS",
      load_assignment: { cluster_name: "theirs", endpoints: [] },
    });
  }),
  hole("an upstream is found by its original destination", (whole) => {
    whole["static_resources"].clusters[0].type = "ORIGINAL_DST";
  }),
  hole("an upstream is of a type of an extension", (whole) => {
    whole["static_resources"].clusters[0].cluster_type = { name: "envoy.clusters.dynamic_forward_proxy" };
  }),
  hole("an upstream has TLS to somebody", (whole) => {
    whole["static_resources"].clusters[0].transport_socket = {
      name: "envoy.transport_sockets.tls",
      typed_config: typed("transport_sockets.tls.v3.UpstreamTlsContext"),
    };
  }),
  hole("an upstream is tapped", (whole) => {
    whole["static_resources"].clusters[0].transport_socket = { name: "envoy.transport_sockets.tap", typed_config: {} };
  }),
  hole("an upstream has filters", (whole) => {
    whole["static_resources"].clusters[0].filters = [{ name: "x" }];
  }),
  hole("an upstream's health is asked, and logged elsewhere", (whole) => {
    whole["static_resources"].clusters[0].health_checks = [
      { timeout: "1s", interval: "1s", event_log_path: "/tmp/x", http_health_check: { path: "/metrics" } },
    ];
  }),
  hole("the log has another place", (_, http) => {
    http["access_log"][0].typed_config = typed("access_loggers.file.v3.FileAccessLog", { path: "/tmp/x" });
  }),
  hole("a number is a text", (_, http) => {
    http["max_request_headers_kb"] = String(http["max_request_headers_kb"] ?? 60);
  }),
  hole("a field has Envoy's other spelling", (_, __, listener) => {
    tls(listener)["requireClientCertificate"] = false;
  }),
  hole("an unknown field beside the known", (whole) => {
    whole["node"] = { id: "x", metadata: { any: "thing" } };
  }),
  [
    "the configuration says a key twice",
    by,
    (program) => {
      data(program)["bootstrap.json"] = data(program)["bootstrap.json"].replace(
        "{",
        '{"admin": {"address": {"pipe": {"path": "/tmp/a"}}}, "admin": null,',
      );
    },
  ],
  [
    "the configuration has a comment of YAML",
    by,
    (program) => {
      data(program)["bootstrap.json"] += "\n# admin: {}\n";
    },
  ],
  [
    "the configuration begins with a mark",
    by,
    (program) => {
      data(program)["bootstrap.json"] = `\ufeff${data(program)["bootstrap.json"]}`;
    },
  ],
  [
    "a further file lies beside the configuration",
    by,
    (program) => {
      data(program)["more.json"] = "{}";
    },
  ],
  [
    "a file of bytes lies beside the configuration",
    by,
    (program) => {
      program.inputs("modelkeep-on-prem-serving/model-server-front-door", "ConfigMap")["binaryData"] = { "bootstrap.json": "e30=" };
    },
  ],
);
