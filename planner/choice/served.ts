import type { PlannedFit } from "../planned-fit.ts";
import type { Throughput } from "../throughput/roofline.ts";
import type { TokensPerDay } from "../units.ts";
import type { NodeLayout } from "../vllm/layout.ts";
import type { Missed } from "./latency-goal.ts";

/** The layout of a replica, and why it was chosen. */
export interface ChosenLayout extends NodeLayout {
  /** Whether it is the default of a keep, without `capacity.layout`. */
  usual: boolean;
  /** For example `data parallel attention x 8 with expert parallelism`. */
  words: string;
  /** Why it was preferred to the usual one or to all others; empty if there is no other. */
  why: string;
  /** Caveat about the planned memory; empty if start-up logs confirm it. */
  doubt: string;
}

/** How replicas on some GPUs meet the request. */
export interface Served {
  fit: PlannedFit;
  layout: ChosenLayout;
  replicas: number;
  /** Replicas for the concurrent requests, and for the tokens per day. */
  replicasFor: { concurrency: number; load: number };
  /** Concurrent average requests on a replica; and, without a latency goal, those and the replicas. */
  together: { requests: number; withoutGoal: { requests: number; replicas: number } };
  throughput: Throughput;
  /** Tokens per day of one replica at the planned utilization. */
  replicaTokensPerDay: TokensPerDay;
}

/** Why the GPUs of a replica do not meet the request. */
export interface Unserved {
  reason: string;
  /** The missed latency goal, if that is the reason. */
  missed?: Missed;
}
