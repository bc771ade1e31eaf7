import type { KeepSpec } from "../keep-spec.ts";
import { checkpointBytes } from "./checkpoint.ts";
import { terminationGraceSeconds } from "./shutdown.ts";
import { startupBudget } from "./startup-budget.ts";

/** A node that is created, its image pulled: pulls of 15 to 20 GB take 4 to 6 minutes (AWS ML blog, 2026-06), an instance some minutes more. */
const nodeSeconds = 1200;

/** Share of the stated network bandwidth that the loader gets at worst, and what is assumed where a cluster does not state it, in Mbit/s. */
const networkShare = 0.25;
const unknownNetworkMbps = 1000;

/** Bytes per second at which files are hashed at worst: one core without SHA instructions, and disks that keep up. */
const slowestVerify = 200e6;

/**
 * Seconds until the checkpoint is there and verified, before the server starts: fetched over a quarter of the node's bandwidth from the
 * vault, or read from a volume; every byte hashed.
 */
export function weightsSeconds(spec: KeepSpec): number {
  const bytes = checkpointBytes(spec);
  const bytesPerSecond = ((spec.hardware.networkMbps ?? unknownNetworkMbps) * 1e6 * networkShare) / 8;
  const fetched = spec.weights.kind === "vault" ? bytes / bytesPerSecond : 0;
  return Math.ceil(fetched + bytes / slowestVerify);
}

/** Seconds in which one replica is replaced: the old one drains, then the new one gets a node, its weights, and starts. */
export function replicaSeconds(spec: KeepSpec): number {
  return terminationGraceSeconds(spec) + nodeSeconds + weightsSeconds(spec) + startupBudget(spec).totalSeconds;
}

/**
 * Seconds that a rollout of the whole model may take, one replica after the other. `progressDeadlineSeconds` is {@link replicaSeconds}, as
 * each replica that becomes ready is progress.
 */
export function rolloutTimeoutSeconds(spec: KeepSpec): number {
  return replicaSeconds(spec) * Math.max(1, spec.replicas.min);
}

/** Seconds in which controllers and kubelets do their part of a removal, in addition to the time of the pods themselves. */
const removalSeconds = 600;

/** Seconds that the removal of the whole model may take: all its replicas drain at once. */
export function removalTimeoutSeconds(spec: KeepSpec): number {
  return terminationGraceSeconds(spec) + removalSeconds;
}
