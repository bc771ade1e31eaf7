import { describe, expect, it } from "vitest";
import { clientIdentity } from "../../../charts/front-door/client-identity.ts";
import { envoyConfig } from "../../../charts/front-door/envoy-config.ts";
import { connectionsOf, frontDoorLimits, leastConnections, mostConnections } from "../../../charts/front-door/limits.ts";
import { podPaths } from "../../../charts/front-door/paths.ts";
import { groups } from "../../../charts/front-door/sources.ts";
import { secretFiles } from "../../../charts/front-door/tls.ts";
import { longestRequestSeconds } from "../../../charts/inference/request-time.ts";
import { onAws, onCluster, workload } from "../keep-specs.ts";

/** Every value under a key, wherever it stands. */
function valuesOf(key: string, within: unknown): unknown[] {
  if (typeof within !== "object" || within === null) return [];
  return Object.entries(within).flatMap(([name, value]) => [...(name === key ? [value] : []), ...valuesOf(key, value)]);
}

describe.each([
  ["on any cluster", onCluster, 1],
  ["on AWS", onAws, 2],
] as const)("Envoy's configuration %s", (_name, spec, sides) => {
  const config = envoyConfig(spec);
  const each = (value: unknown) => Array.from({ length: sides }, () => value);
  const eachChain = (value: unknown) => Array.from({ length: sides * groups.length }, () => value);

  it("has one listener, on 8443, and no admin interface", () => {
    expect(valuesOf("port_value", config)).toEqual([8443]);
    expect(valuesOf("admin", config)).toEqual([]);
    expect(JSON.stringify(config)).not.toMatch(/"admin"|ads_config|grpc|http_uri/);
    expect(valuesOf("internal_listener", config)).toHaveLength(sides);
  });

  it("sends everything to vLLM's socket and to nothing else", () => {
    expect(valuesOf("pipe", config)).toEqual([{ path: "/run/modelkeep/vllm.sock" }]);
    expect(valuesOf("socket_address", config)).toHaveLength(1);
    expect(new Set(valuesOf("cluster", valuesOf("routes", config)))).toEqual(new Set(["model-server"]));
  });

  it("asks every entrance for a client certificate, TLS 1.2 or newer, each time", {
    tags: ["shows-D4", "envoy-asks-for-client-certificates"],
  }, () => {
    expect(valuesOf("require_client_certificate", config)).toEqual(eachChain(true));
    expect(valuesOf("tls_minimum_protocol_version", config)).toEqual(eachChain("TLSv1_2"));
    expect(valuesOf("disable_stateless_session_resumption", config)).toEqual(eachChain(true));
    expect(valuesOf("disable_stateful_session_resumption", config)).toEqual(eachChain(true));
    for (const suites of valuesOf("cipher_suites", config) as string[][])
      for (const suite of suites) expect(suite).toMatch(/^ECDHE-.*(GCM|POLY1305)/);
  });

  it("never leaves the list of names empty, which would be anybody", { tags: ["envoy-never-admits-anybody"] }, () => {
    const lists = valuesOf("match_typed_subject_alt_names", secretFiles({ ...spec, clients: [] }, podPaths)) as unknown[][];
    expect(lists).toHaveLength(1);
    for (const names of lists) expect(names).toEqual([{ san_type: "URI", matcher: { exact: "spiffe://modelkeep/demo/nobody" } }]);
    expect(valuesOf("policies", envoyConfig({ ...spec, clients: [] }))).toEqual([{}]);
  });

  it("strips headers before anything reads them, with room for the expression", () => {
    expect(valuesOf("early_header_mutation_extensions", config)).toHaveLength(sides);
    expect(valuesOf("re2.max_program_size.error_level", config)).toEqual([1000]);
  });

  it("repairs no path", { tags: ["envoy-repairs-no-path"] }, () => {
    expect(valuesOf("normalize_path", config)).toEqual(each(false));
    expect(valuesOf("merge_slashes", config)).toEqual(each(false));
    expect(valuesOf("path_with_escaped_slashes_action", config)).toEqual(each("REJECT_REQUEST"));
  });

  it("allows three routes and answers 404 to the rest", { tags: ["shows-D5", "envoy-allows-three-routes"] }, () => {
    for (const routes of valuesOf("routes", config) as { match: object; route?: object; direct_response?: object }[][]) {
      expect(routes).toHaveLength(4);
      for (const route of routes.slice(0, 3)) expect(route.match).toHaveProperty("path");
      expect(routes[3]).toMatchObject({ match: { prefix: "/" }, direct_response: { status: 404 } });
    }
  });

  it("writes no path, query, header or body", { tags: ["envoy-logs-no-request"] }, () => {
    const harmless = [
      ...["START_TIME", "DURATION", "RESPONSE_DURATION", "BYTES_RECEIVED", "BYTES_SENT", "PROTOCOL", "FILTER_STATE"],
      ...["ROUTE_NAME", "RESPONSE_CODE", "RESPONSE_CODE_DETAILS", "RESPONSE_FLAGS", "DOWNSTREAM_TRANSPORT_FAILURE_REASON"],
      ...["DOWNSTREAM_PEER_URI_SAN", "DOWNSTREAM_PEER_SERIAL", "DOWNSTREAM_DIRECT_REMOTE_ADDRESS", "DOWNSTREAM_REMOTE_ADDRESS"],
    ];
    const operators =
      JSON.stringify([
        ...valuesOf("json_format", config),
        ...valuesOf("format_string", valuesOf("on_downstream_tls_handshake", config)),
      ]).match(/(?<=%)[A-Z][A-Z_0-9]+/g) ?? [];
    expect(operators.length).toBeGreaterThan(10);
    expect(operators.filter((operator) => !harmless.includes(operator))).toEqual([]);
  });

  it("is the same every time", () => expect(JSON.stringify(envoyConfig(spec))).toBe(JSON.stringify(config)));
});

describe("names", () => {
  it("are those of the clients who come that way, to the letter", () => {
    const names = valuesOf("exact", valuesOf("match_typed_subject_alt_names", secretFiles(onAws, podPaths)));
    expect(names).toEqual([clientIdentity("demo", "partner"), clientIdentity("demo", "support-bot")]);
  });

  it("are another keep's nobody", { tags: ["names-of-another-keep"] }, () =>
    expect(clientIdentity("a", "x")).not.toBe(clientIdentity("b", "x")),
  );
});

describe("the load balancer's header", () => {
  it("is read where there is a load balancer, version 2 alone, and is not needed", () => {
    expect(valuesOf("allow_requests_without_proxy_protocol", envoyConfig(onAws))).toEqual([true]);
    expect(valuesOf("disallowed_versions", envoyConfig(onAws))).toEqual([["V1"]]);
    expect(valuesOf("listener_filters", envoyConfig(onCluster))).toEqual([[]]);
  });

  it("is written down on its own side alone", { tags: ["load-balancer-header-on-its-side-alone"] }, () => {
    const formats = valuesOf("json_format", envoyConfig(onAws)) as { entrance: string; consumer?: string }[];
    expect(new Set(formats.filter(({ consumer }) => consumer).map(({ entrance }) => entrance))).toEqual(new Set(["load-balancer"]));
  });
});

describe("limits", () => {
  it("follow the grants", () => {
    const limits = frontDoorLimits({
      ...onCluster,
      clients: [workload("a", { concurrent: 3, inputTokens: 1_000 }), workload("b", { concurrent: 5, inputTokens: 100 })],
    });
    expect(limits).toMatchObject({ requests: 8, streams: 5 + 16, bodyBytes: 262_144 + 24_000 });
  });

  it("never exceed what vLLM takes, and hold where nobody is granted anything", { tags: ["shows-D10"] }, () => {
    expect(frontDoorLimits({ ...onCluster, clients: [workload("a", { inputTokens: 10_000_000 })] }).bodyBytes).toBe(32 * 1024 * 1024);
    expect(frontDoorLimits({ ...onCluster, clients: [] })).toMatchObject({ requests: 1, streams: 16 });
  });

  it("end a request when a pod that drains no longer waits for it", () => {
    const seconds = longestRequestSeconds(onCluster);
    expect(valuesOf("timeout", valuesOf("routes", envoyConfig(onCluster)))).toEqual(Array.from({ length: 3 }, () => `${seconds}s`));
    expect(valuesOf("stream_idle_timeout", envoyConfig(onCluster))).toEqual([`${seconds}s`]);
  });
});

describe("shares", () => {
  const spec = { ...onAws, clients: [...onAws.clients, workload("busy", { concurrent: 100 })] };
  const config = envoyConfig(spec);
  const limits = frontDoorLimits(spec);
  const clusters = (valuesOf("clusters", config)[0] as { name: string; circuit_breakers: { thresholds: { max_connections: number }[] } }[])
    .slice(1)
    .map(({ name, circuit_breakers }) => [name, circuit_breakers.thresholds[0]?.max_connections]);

  it("are a cluster for each client, of its own name and entrance, with its own connections", { tags: ["front-door-shares"] }, () => {
    expect(clusters).toEqual([
      [`load-balancer/${clientIdentity("demo", "partner")}`, connectionsOf(onAws.clients[1]!, limits)],
      [`cluster/${clientIdentity("demo", "support-bot")}`, connectionsOf(onAws.clients[0]!, limits)],
      [`cluster/${clientIdentity("demo", "busy")}`, 116],
    ]);
  });

  it("are found by the whole text of the certificate's URI names, and by nothing else", { tags: ["front-door-by-identity"] }, () => {
    const states = valuesOf("on_downstream_tls_handshake", config) as { object_key: string; format_string: object }[][];
    const chosen = states.flatMap((all) => all.filter(({ object_key }) => object_key === "envoy.tcp_proxy.cluster"));
    expect(new Set(chosen.flatMap((one) => valuesOf("inline_string", one)))).toEqual(
      new Set(["load-balancer/%DOWNSTREAM_PEER_URI_SAN%", "cluster/%DOWNSTREAM_PEER_URI_SAN%"]),
    );
    // What the proxy names itself is no cluster.
    expect(clusters.map(([name]) => name)).not.toContain("nobody");
    expect(valuesOf("upstream_connect_mode", config)).toEqual(chosen.map(() => "ON_DOWNSTREAM_TLS_HANDSHAKE"));
  });

  it("fit into each group of addresses, and all groups into the whole", { tags: ["front-door-shares-fit"] }, () => {
    const { connections, connectionsOfSource } = limits;
    const granted = spec.clients.reduce((sum, client) => sum + connectionsOf(client, limits), 0);
    expect(connectionsOfSource).toBeGreaterThan(granted);
    // A group that is full leaves every other client its whole share.
    expect(connections - connectionsOfSource).toBeGreaterThanOrEqual(granted);
  });

  it("shrink to what memory holds where clients are many, and never below their grants", { tags: ["front-door-shares-in-memory"] }, () => {
    const many = (count: number) => Array.from({ length: count }, (_, number) => workload(`client-${number}`, { concurrent: 4 }));
    expect([10, 204, 205, 600, 682].map((count) => frontDoorLimits({ ...onCluster, clients: many(count) }).spare)).toEqual([
      16, 16, 15, 2, 2,
    ]);
    expect(leastConnections(many(682))).toBeLessThanOrEqual(mostConnections);
    expect(leastConnections(many(683))).toBeGreaterThan(mostConnections);
  });

  it("give up the largest requests before they refuse everybody's", { tags: ["front-door-gives-up-the-largest"] }, () => {
    const actions = valuesOf("actions", config)[0] as { name: string; triggers: { scaled?: object; threshold?: { value: number } }[] }[];
    expect(actions.find(({ name }) => name.endsWith("reset_high_memory_stream"))?.triggers[0]?.scaled).toEqual({
      scaling_threshold: 0.6,
      saturation_threshold: 0.8,
    });
    expect(actions.find(({ name }) => name.endsWith("stop_accepting_requests"))?.triggers[0]?.threshold?.value).toBeGreaterThan(0.8);
    expect(valuesOf("minimum_account_to_track_power_of_two", config)).toEqual([17]);
  });

  it("bound handshakes, idleness and age", { tags: ["front-door-times"] }, () => {
    expect(new Set(valuesOf("transport_socket_connect_timeout", config))).toEqual(new Set(["5s"]));
    expect(new Set(valuesOf("common_http_protocol_options", config).flatMap((one) => valuesOf("max_connection_duration", one)))).toEqual(
      new Set(["300s"]),
    );
    expect(new Set(valuesOf("drain_timeout", config))).toEqual(new Set(["5s"]));
  });

  it("read the list of revoked certificates from the authority's own file, which may not be empty", {
    tags: ["front-door-revocation"],
  }, () => {
    for (const context of valuesOf("validation_context", secretFiles(spec, podPaths)) as { crl: object; trusted_ca: object }[]) {
      expect(context.crl).toEqual({ filename: "/etc/modelkeep/client-ca/ca.pem" });
      expect(context.crl).toEqual(context.trusted_ca);
    }
  });
});
