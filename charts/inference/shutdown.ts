import type { KeepSpec } from "../keep-spec.ts";
import { longestRequestSeconds } from "./request-time.ts";
import { shutdownTimeoutSeconds } from "./vllm-arguments.ts";

/** Seconds after which no proxy and no load balancer sends new requests to a pod that ends. */
export const settleSeconds = 15;

/** Seconds from the end of the drain to the end of the processes: memory of GPUs and shared memory is given back. */
const exitSeconds = 15;

/** Seconds that the drain before SIGTERM may take: nothing new arrives, and the longest request ends. */
export function drainSeconds(spec: KeepSpec): number {
  return settleSeconds + longestRequestSeconds(spec);
}

/** `terminationGracePeriodSeconds`: the drain, vLLM's own, and the exit. A pod that is idle ends after {@link settleSeconds} all the same. */
export function terminationGraceSeconds(spec: KeepSpec): number {
  return drainSeconds(spec) + shutdownTimeoutSeconds + exitSeconds;
}
