import type { Preview } from "../../../engine/preview.ts";
import { listOf, objectOf, textOf } from "../../input/value.ts";
import type { ReportedLimit } from "../model/basis.ts";
import { frontDoorTexts } from "./mitigations.ts";
import { containersOf } from "./workloads.ts";

/** Limits granted to a client. They are not enforced yet: per client, the front door limits only connections. */
const granted: readonly (readonly [field: string, limit: string])[] = [
  ["requestsPerMinute", "requests per minute, per client"],
  ["concurrent", "concurrent requests, per client"],
  ["inputTokens", "input tokens per request, per client"],
  ["outputTokens", "output tokens per request, per client"],
];

/** Fields of the front door's configuration that are limits. */
const atTheDoor: Readonly<Record<string, string>> = {
  max_request_bytes: "bytes per request, any client",
  max_requests: "concurrent requests at the model server, all clients together",
  max_concurrent_streams: "concurrent requests per HTTP/2 connection",
  max_active_downstream_connections: "connections, all clients together",
  max_request_headers_kb: "KiB of headers per request",
  max_headers_count: "headers per request",
  request_timeout: "time to send a request",
  max_connection_duration: "lifetime of a connection",
  transport_socket_connect_timeout: "time for a TLS handshake",
};

/** Flags of the model server that are limits. */
const atTheServer: Readonly<Record<string, string>> = {
  "--max-model-len": "tokens per request and response, any client",
  "--max-num-seqs": "requests computed concurrently",
};

/** Every limit of a stack, with what enforces it. */
export function limitsOf({ resources, outputs }: Pick<Preview, "resources" | "outputs">): ReportedLimit[] {
  const clients = listOf(outputs["connections"]).map((one) => ({
    name: textOf(objectOf(one)["client"]),
    limits: objectOf(objectOf(one)["limits"]),
  }));
  const grants = granted.flatMap(([field, limit]): ReportedLimit[] => {
    const values = clients.flatMap(({ name, limits }) => (limits[field] === undefined ? [] : [`${name} ${textOf(limits[field])}`]));
    return values.length === 0 ? [] : [{ limit, value: values.join(", "), enforcedBy: null }];
  });
  const found = frontDoorTexts(resources).flatMap((text) => boundsIn(parsed(text)));
  const door = Object.entries(atTheDoor).flatMap(([field, limit]): ReportedLimit[] => {
    const values = [...new Set(found.filter(([name]) => name === field).map(([, value]) => value))];
    return values.length === 0 ? [] : [{ limit, value: values.join(", "), enforcedBy: "the front door (Envoy)" }];
  });
  const words = containersOf(resources).flatMap((container) => container.arguments);
  const server = Object.entries(atTheServer).flatMap(([flag, limit]): ReportedLimit[] => {
    const values = [...new Set(words.filter((word) => word.startsWith(`${flag}=`)).map((word) => word.slice(flag.length + 1)))];
    return values.length === 0 ? [] : [{ limit, value: values.join(", "), enforcedBy: `the model server (${flag})` }];
  });
  return [...grants, ...connections(resources), ...door, ...server];
}

/** Connections per client, from the front door's cluster of its identity: those that lead to an internal Envoy listener. */
function connections(resources: Preview["resources"]): ReportedLimit[] {
  const clusters = frontDoorTexts(resources)
    .flatMap((text) => listOf(objectOf(objectOf(parsed(text))["static_resources"])["clusters"]).map(objectOf))
    .filter((cluster) => JSON.stringify(cluster["load_assignment"])?.includes("envoy_internal_address"));
  const values = clusters.map((cluster) => {
    const [threshold] = listOf(objectOf(cluster["circuit_breakers"])["thresholds"]);
    return `${textOf(cluster["name"])?.split("/").pop()} ${textOf(objectOf(threshold)["max_connections"]) ?? "unlimited"}`;
  });
  return values.length === 0
    ? []
    : [{ limit: "connections per replica, per client", value: values.join(", "), enforcedBy: "the front door (Envoy)" }];
}

/** A configuration; empty if it is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every field with a plain value in a configuration, at any depth. */
function boundsIn(value: unknown): [name: string, value: string][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]): [string, string][] => {
    const text = textOf(inner);
    return text === undefined ? boundsIn(inner) : [[name, text]];
  });
}
