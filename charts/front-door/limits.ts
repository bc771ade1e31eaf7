import { longestRequestSeconds } from "../inference/request-time.ts";
import { sidecarReserve } from "../inference/server-resources.ts";
import type { KeepSpec } from "../keep-spec.ts";

/** Bytes of JSON that one prompt token may take: escaped CJK text takes up to 12, long words and runs of blanks more (our choice). */
const bytesPerToken = 24;

/** What a body may hold beside the prompt: roles, tools, a JSON schema. */
const envelopeBytes = 256 * 1024;

/** Connections beyond those of requests under way: idle keep-alive, probes. */
const idleConnections = 64;

/** What vLLM itself takes at most (VLLM_HTTP_MAX_REQUEST_BODY_SIZE, 0.33.0). */
const mostBodyBytes = 32 * 1024 * 1024;

/** Limits of one front door, which is one pod: what all clients together may be granted, not yet each client's own share. */
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
  /** Requests under way at once in one HTTP/2 connection, which belongs to one client. */
  streams: number;
  /** Connections open at once. */
  connections: number;
  /** Memory of the container, in MiB: what the model server leaves it. Where bodies fill it, Envoy refuses requests (503) and goes on. */
  memoryMiB: number;
}

/** What {@link frontDoorLimits} looks at. */
export type LimitsSpec = Pick<KeepSpec, "clients" | "hardware" | "model">;

/** The limits that follow from the clients' grants. */
export function frontDoorLimits(spec: LimitsSpec): FrontDoorLimits {
  const limits = spec.clients.map((client) => client.limits);
  const most = (values: number[]) => Math.max(0, ...values);
  const bodyBytes = Math.min(mostBodyBytes, envelopeBytes + bytesPerToken * most(limits.map(({ inputTokens }) => inputTokens)));
  const requests = Math.max(
    1,
    limits.reduce((sum, { concurrent }) => sum + concurrent, 0),
  );
  return {
    bodyBytes,
    headersKiB: 16,
    headers: 48,
    // As long as a pod that ends waits for it, and no longer.
    requestSeconds: longestRequestSeconds(spec),
    requests,
    streams: Math.max(1, most(limits.map(({ concurrent }) => concurrent))),
    connections: requests + idleConnections,
    memoryMiB: sidecarReserve.memoryGiB * 1024,
  };
}
