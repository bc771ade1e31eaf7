import { longestRequestSeconds } from "../inference/request-time.ts";
import { sidecarReserve } from "../inference/server-resources.ts";
import type { ClientSpec, KeepSpec } from "../keep-spec.ts";

/** Bytes of JSON that one prompt token may take: escaped CJK text takes up to 12, long words and runs of blanks more (our choice). */
const bytesPerToken = 24;

/** What a body may hold in addition to the prompt: roles, tools, a JSON schema. */
const envelopeBytes = 256 * 1024;

/**
 * Connections that a client may hold beyond one for each request of its grant, for the pools of its pods and idle keep-alive: so many, or fewer
 * where clients are many (our choice).
 */
const spareConnections = { most: 16, least: 2 };

/**
 * Connections that all grants together may come to: half of the container's memory. An idle one takes 43 KiB with HTTP/1.1 and 52 KiB with
 * HTTP/2 (measured, Envoy 1.40: resident memory of 1000 of each); reckoned here are 64.
 */
export const mostConnections = (sidecarReserve.memoryGiB * 2 ** 20) / 2 / 64;

/** Connections of one group of sources at once, including those in their handshake and of unknown clients (our choice). */
const handshakesOfSource = 256;

/**
 * Groups into which the addresses of callers fall, by a hash. A flood from one address takes the places of its group, which are one
 * in eight of the others' addresses, and no others (our choice).
 */
export const sourceGroups = 8;

/** Streams of an HTTP/2 connection beyond one for each request of a grant, for those that a client has given up (our choice). */
const spareStreams = 16;

/** What vLLM itself takes at most (VLLM_HTTP_MAX_REQUEST_BODY_SIZE, 0.33.0). */
const mostBodyBytes = 32 * 1024 * 1024;

/** Limits of one front door, which is one pod. Connections are each client's own; requests are what all clients together may be granted. */
export interface FrontDoorLimits {
  /** Longest body of a request, in bytes; a longer one gets 413. */
  bodyBytes: number;
  /** Headers of a request, in KiB and count; more gets 431. */
  headersKiB: number;
  headers: number;
  /** Time for one request from its first byte to the last of its answer, in seconds. */
  requestSeconds: number;
  /** Requests that the model server has at once; as many more may wait for it, the next gets 503. */
  requests: number;
  /**
   * Streams at once in one HTTP/2 connection, which belongs to one client. More than it may have requests: a library that stops reading an
   * answer without a reset (httpx) holds the stream, and would wait for itself. What reaches the model server is bounded by `requests`.
   */
  streams: number;
  /** Connections of each client beyond one for each request of its grant. */
  spare: number;
  /** Connections open at once, over all clients and unknown callers: what is left when every share below is used. */
  connections: number;
  /** Connections open at once from one group of addresses, known or unknown. */
  connectionsOfSource: number;
  /** Time for a handshake, in seconds: a client without a certificate by then is disconnected. */
  handshakeSeconds: number;
  /** Time for which a connection without a request stays, in seconds. */
  idleSeconds: number;
  /** Age at which a connection takes no further request, in seconds: a certificate that expires or is revoked opens nothing for longer. */
  connectionSeconds: number;
  /** Memory of the container, in MiB: what the model server leaves it. Where bodies fill it, Envoy refuses requests (503) and goes on. */
  memoryMiB: number;
}

/** What {@link frontDoorLimits} looks at. */
export type LimitsSpec = Pick<KeepSpec, "clients" | "hardware" | "model">;

/** Time for which a connection within the front door may be silent, in seconds: the longest request, and what an idle connection is given after it. */
export const silentSeconds = ({ requestSeconds, idleSeconds }: Pick<FrontDoorLimits, "requestSeconds" | "idleSeconds">): number =>
  requestSeconds + idleSeconds;

/** Connections that one client may have open at once, in one pod; no other client and no unknown caller can take them. */
export const connectionsOf = ({ limits }: Pick<ClientSpec, "limits">, { spare }: Pick<FrontDoorLimits, "spare">): number =>
  limits.concurrent + spare;

/** Connections that these clients have at least, together: more than {@link mostConnections} do not fit. */
export const leastConnections = (clients: readonly Pick<ClientSpec, "limits">[]): number =>
  clients.reduce((sum, { limits }) => sum + limits.concurrent + spareConnections.least, 0);

/** What is left for each client beyond its requests. */
function spareOf(clients: readonly Pick<ClientSpec, "limits">[]): number {
  const { most, least } = spareConnections;
  const left = (mostConnections - leastConnections(clients)) / Math.max(1, clients.length);
  return Math.min(most, Math.max(least, least + Math.floor(left)));
}

/** The limits that follow from the clients' grants. */
export function frontDoorLimits(spec: LimitsSpec): FrontDoorLimits {
  const limits = spec.clients.map((client) => client.limits);
  const most = (values: number[]) => Math.max(0, ...values);
  const bodyBytes = Math.min(mostBodyBytes, envelopeBytes + bytesPerToken * most(limits.map(({ inputTokens }) => inputTokens)));
  const requests = Math.max(
    1,
    limits.reduce((sum, { concurrent }) => sum + concurrent, 0),
  );
  const spare = spareOf(spec.clients);
  const granted = spec.clients.reduce((sum, client) => sum + connectionsOf(client, { spare }), 0);
  // A group holds every grant, were all clients behind one address, and unknown callers as well.
  const connectionsOfSource = granted + handshakesOfSource;
  return {
    bodyBytes,
    headersKiB: 16,
    headers: 48,
    // As long as a pod that ends waits for it, and no longer.
    requestSeconds: longestRequestSeconds(spec),
    requests,
    streams: most(limits.map(({ concurrent }) => concurrent)) + spareStreams,
    spare,
    connections: granted + connectionsOfSource + handshakesOfSource * sourceGroups,
    connectionsOfSource,
    handshakeSeconds: 5,
    idleSeconds: 60,
    connectionSeconds: 300,
    memoryMiB: sidecarReserve.memoryGiB * 1024,
  };
}
