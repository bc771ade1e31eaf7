import { clientLimits } from "../../../catalog/client-limits.ts";
import { flagValue } from "../../../catalog/vllm-arguments.ts";
import type { Preview } from "../../../engine/preview.ts";
import { listOf, objectOf, textOf } from "../../input/value.ts";
import type { ReportedLimit } from "../model/basis.ts";
import { frontDoorTexts } from "./front-door-texts.ts";
import { modelServersIn, serverTitle } from "./model-servers.ts";
import { containersOf, type WorkloadContainer } from "./workloads.ts";

/** Limits granted to a client. They are not enforced yet: per client, the front door limits only connections. */
const granted = Object.entries(clientLimits).map(([field, { reported }]) => [field, reported] as const);

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
  "max-model-len": "tokens per request and response, any client",
  "max-num-seqs": "requests computed concurrently",
};

/** What bounds one model server. */
interface Bounding {
  title: string;
  /** Configurations of its front door. */
  doors: readonly string[];
  /** Arguments of each of its containers. */
  commands: readonly (readonly string[])[];
}

/** Every limit of a stack, with what enforces it: one value for all of its model servers, or that of each where they differ. */
export function limitsOf({ resources, outputs }: Pick<Preview, "resources" | "outputs">): ReportedLimit[] {
  const servers = boundingIn(resources);
  const byDoor = (limit: string, of: (doors: readonly string[]) => string[]) =>
    limitOf(limit, together(servers.map(({ title, doors }) => [title, of(doors)])), "the front door (Envoy)");
  const door = Object.entries(atTheDoor).flatMap(([field, limit]) =>
    byDoor(limit, (doors) => {
      const bounds = doors.flatMap((text) => boundsIn(parsed(text)));
      return bounds.filter(([name]) => name === field).map(([, value]) => value);
    }),
  );
  const server = Object.entries(atTheServer).flatMap(([flag, limit]) => {
    const of = (commands: Bounding["commands"]) => commands.flatMap((words) => flagValue(words, flag) ?? []);
    return limitOf(limit, together(servers.map(({ title, commands }) => [title, of(commands)])), `the model server (--${flag})`);
  });
  return [...grantsOf(outputs), ...byDoor("connections per replica, per client", connections), ...door, ...server];
}

/** What bounds each model server of a stack; where it has none, any limit. */
function boundingIn(resources: Preview["resources"]): Bounding[] {
  const commandsOf = (containers: readonly WorkloadContainer[]) => containers.map((container) => container.arguments);
  const servers = modelServersIn(resources).map((server) => ({
    title: serverTitle(server),
    doors: server.frontDoors,
    commands: commandsOf(server.containers),
  }));
  return servers.length > 0 ? servers : [{ title: "", doors: frontDoorTexts(resources), commands: commandsOf(containersOf(resources)) }];
}

/** What the grants say, model by model. */
function grantsOf(outputs: Preview["outputs"]): ReportedLimit[] {
  const clients = listOf(outputs["connections"]).map((one) => {
    const { client, model, limits } = objectOf(one);
    return { name: textOf(client), model: textOf(objectOf(model)["key"]) ?? "", limits: objectOf(limits) };
  });
  const byModel = [...Map.groupBy(clients, ({ model }) => model)];
  return granted.flatMap(([field, limit]) => {
    const values = byModel.map(([model, own]): [string, string[]] => [
      model,
      own.flatMap(({ name, limits }) => (limits[field] === undefined ? [] : [`${name} ${textOf(limits[field])}`])),
    ]);
    return limitOf(limit, together(values), null);
  });
}

const limitOf = (limit: string, value: string | undefined, enforcedBy: string | null): ReportedLimit[] =>
  value === undefined ? [] : [{ limit, value, enforcedBy }];

/** Values of all servers as one text, each once; undefined where none has any, `chat: 16; code: none` where they are not the same. */
function together(of: readonly (readonly [title: string, values: readonly string[]])[]): string | undefined {
  const texts = of.map(([title, values]) => ({ title, text: [...new Set(values)].join(", ") }));
  const [first, ...others] = texts;
  if (first === undefined || texts.every(({ text }) => text === "")) return undefined;
  if (others.every(({ text }) => text === first.text)) return first.text;
  return texts.map(({ title, text }) => `${title}: ${text === "" ? "none" : text}`).join("; ");
}

/** Connections per client, from the front door's cluster of its identity: those that lead to an internal Envoy listener. */
function connections(doors: readonly string[]): string[] {
  const clusters = doors
    .flatMap((text) => listOf(objectOf(objectOf(parsed(text))["static_resources"])["clusters"]).map(objectOf))
    .filter((cluster) => JSON.stringify(cluster["load_assignment"])?.includes("envoy_internal_address"));
  return clusters.map((cluster) => {
    const [threshold] = listOf(objectOf(cluster["circuit_breakers"])["thresholds"]);
    return `${textOf(cluster["name"])?.split("/").pop()} ${textOf(objectOf(threshold)["max_connections"]) ?? "unlimited"}`;
  });
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
