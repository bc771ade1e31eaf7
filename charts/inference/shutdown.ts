import type { KeepSpec } from "../keep-spec.ts";
import { longestRequestSeconds } from "./request-time.ts";
import { shutdownTimeoutSeconds } from "./vllm-arguments.ts";

/** Seconds after which no proxy and no load balancer sends new requests to a pod that ends. */
export const settleSeconds = 15;

/**
 * Seconds from the last request to the end of the processes: memory of GPUs and shared memory is given back. vLLM 0.32.0 on a CPU took 18
 * (2026-11, two cores, one trial); nothing is known for GPUs.
 */
const exitSeconds = 30;

/** Seconds from SIGTERM until a server that has not ended is killed. */
export const endSeconds = shutdownTimeoutSeconds + exitSeconds;

/** Seconds that the kubelet waits longer than the init does, so that it is the init that kills, and reports it. */
const killSeconds = 5;

/** Seconds that the drain before SIGTERM may take: nothing new arrives, and the longest request ends. */
export function drainSeconds(spec: KeepSpec): number {
  return settleSeconds + longestRequestSeconds(spec);
}

/** `terminationGracePeriodSeconds`: the drain, vLLM's own, the exit, and a kill. A pod that is idle ends after {@link settleSeconds} all the same. */
export function terminationGraceSeconds(spec: KeepSpec): number {
  return drainSeconds(spec) + endSeconds + killSeconds;
}
