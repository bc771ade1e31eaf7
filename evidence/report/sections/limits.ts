import type { Preview } from "../../../engine/preview.ts";
import { listOf, objectOf, textOf } from "../../input/value.ts";
import type { ReportedLimit } from "../model/basis.ts";
import { frontDoorTexts } from "./mitigations.ts";
import { containersOf } from "./workloads.ts";

/** What a grant says of one client. Nothing enforces any of it yet: of one client the front door bounds connections alone. */
const granted: readonly (readonly [field: string, limit: string])[] = [
  ["requestsPerMinute", "requests a minute, by client"],
  ["concurrent", "requests at once, by client"],
  ["inputTokens", "tokens of one input, by client"],
  ["outputTokens", "tokens of one output, by client"],
];

/** Fields of the front door's configuration that bound something. */
const atTheDoor: Readonly<Record<string, string>> = {
  max_request_bytes: "bytes of one request, any client",
  max_requests: "requests at the model server at once, all clients together",
  max_concurrent_streams: "requests at once in one HTTP/2 connection",
  max_active_downstream_connections: "connections, all clients together",
  max_request_headers_kb: "KiB of the headers of one request",
  max_headers_count: "headers of one request",
  request_timeout: "time to send one request",
  max_connection_duration: "life of one connection",
  transport_socket_connect_timeout: "time for a handshake",
};

/** Flags of the model server that bound something. */
const atTheServer: Readonly<Record<string, string>> = {
  "--max-model-len": "tokens of one request and its answer, any client",
  "--max-num-seqs": "requests that are computed at once",
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

/** Connections of each client, by the front door's cluster of its identity: those that lead to a listener within Envoy. */
function connections(resources: Preview["resources"]): ReportedLimit[] {
  const clusters = frontDoorTexts(resources)
    .flatMap((text) => listOf(objectOf(objectOf(parsed(text))["static_resources"])["clusters"]).map(objectOf))
    .filter((cluster) => JSON.stringify(cluster["load_assignment"])?.includes("envoy_internal_address"));
  const values = clusters.map((cluster) => {
    const [threshold] = listOf(objectOf(cluster["circuit_breakers"])["thresholds"]);
    return `${textOf(cluster["name"])?.split("/").pop()} ${textOf(objectOf(threshold)["max_connections"]) ?? "without bound"}`;
  });
  return values.length === 0
    ? []
    : [{ limit: "connections to one replica, by client", value: values.join(", "), enforcedBy: "the front door (Envoy)" }];
}

/** A configuration; one that is no JSON says nothing that is read here. */
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
