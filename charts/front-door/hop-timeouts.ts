import { terminationGraceSeconds } from "../inference/shutdown.ts";
import type { KeepSpec } from "../keep-spec.ts";
import { frontDoorLimits, silentSeconds } from "./limits.ts";

/**
 * TCP keepalive of every connection that the front door takes: an answer that is not streamed is silent until it is complete, and what lies
 * between forgets a silent flow. First after so many seconds without a byte, then each interval; after so many without an answer the
 * connection is over.
 */
export const tcpKeepalive = { idleSeconds: 60, intervalSeconds: 30, probes: 4 } as const;

/** HTTP/2 PING of the front door: the same for the client's own proxies, which end TCP. A client that does not answer in time is gone. */
export const http2Keepalive = { intervalSeconds: 60, timeoutSeconds: 20 } as const;

/**
 * `tcp_idle_timeout.seconds` of the load balancer's listener: its most.
 * Source: "Update the TCP idle timeout for your Network Load Balancer listener", Network Load Balancers guide.
 */
export const loadBalancerIdleSeconds = 6000;

/** Idle time after which an interface endpoint drops a flow; it cannot be set. Source: "AWS PrivateLink concepts", AWS PrivateLink guide. */
const endpointIdleSeconds = 350;

/** Idle time after which a security group forgets a TCP flow on instances of the newest kind. Source: "Connection tracking", EC2 user guide. */
const connectionTrackingSeconds = 350;

/** One place between a client and the model server that ends a request which takes too long, or a connection that is silent too long. */
export interface Hop {
  hop: string;
  /** What is counted: the whole request, or silence. */
  counts: "request" | "silence";
  /** Seconds after which it ends. */
  seconds: number;
  /** Seconds after which a packet breaks the silence at the latest; undefined where nothing does. */
  keptAliveSeconds?: number;
}

/** Every hop of a request, from the client's side. Each allows the longest request, or is kept alive. */
export function hops(spec: KeepSpec): Hop[] {
  const limits = frontDoorLimits(spec);
  const { requestSeconds } = limits;
  const kept = tcpKeepalive.idleSeconds;
  return [
    { hop: "interface endpoint", counts: "silence", seconds: endpointIdleSeconds, keptAliveSeconds: kept },
    { hop: "load balancer", counts: "silence", seconds: loadBalancerIdleSeconds, keptAliveSeconds: kept },
    { hop: "security group", counts: "silence", seconds: connectionTrackingSeconds, keptAliveSeconds: kept },
    { hop: "front door, connection within", counts: "silence", seconds: silentSeconds(limits) },
    { hop: "front door, stream", counts: "silence", seconds: requestSeconds },
    { hop: "front door, route", counts: "request", seconds: requestSeconds },
    { hop: "kubelet, pod that ends", counts: "request", seconds: terminationGraceSeconds(spec) },
  ];
}

/** Numbers of Linux for `setsockopt`, which Envoy's listener takes (include/uapi/asm-generic/socket.h, include/uapi/linux/tcp.h). */
const socket = { level: 1, keepalive: 9 };
const tcp = { level: 6, idle: 4, interval: 5, probes: 6 };

/** Socket options of the front door's listener; connections that it accepts have them too. */
export const keepaliveSocketOptions = [
  { level: socket.level, name: socket.keepalive, int_value: 1 },
  { level: tcp.level, name: tcp.idle, int_value: tcpKeepalive.idleSeconds },
  { level: tcp.level, name: tcp.interval, int_value: tcpKeepalive.intervalSeconds },
  { level: tcp.level, name: tcp.probes, int_value: tcpKeepalive.probes },
];
