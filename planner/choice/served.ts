import type { PlannedFit } from "../planned-fit.ts";
import type { Throughput } from "../throughput/roofline.ts";
import type { TokensPerDay } from "../units.ts";
import type { NodeLayout } from "../vllm/layout.ts";
import type { Missed } from "./latency-goal.ts";

/** How replicas share their model out, and why so. */
export interface ChosenLayout extends NodeLayout {
  /** Whether a keep does so by itself, without `capacity.layout`. */
  usual: boolean;
  /** For example `data parallel attention x 8 with expert parallelism`. */
  words: string;
  /** What speaks for it in place of the usual one, or against all others; empty where there is no other. */
  why: string;
  /** What speaks against the memory that is planned for it; empty where start-up logs confirm it. */
  doubt: string;
}

/** How replicas on some GPUs serve what is asked. */
export interface Served {
  fit: PlannedFit;
  layout: ChosenLayout;
  replicas: number;
  /** Replicas for the requests held at once, and for the tokens of a day. */
  replicasFor: { concurrency: number; load: number };
  /** Average requests that decode together on a replica; and without a goal of latency those, and the replicas that there would be. */
  together: { requests: number; withoutGoal: { requests: number; replicas: number } };
  throughput: Throughput;
  /** Tokens that one replica serves in a day at the utilisation planned for. */
  replicaTokensPerDay: TokensPerDay;
}

/** Why the GPUs of a replica do not serve what is asked. */
export interface Unserved {
  reason: string;
  /** The goal of latency that is missed, where that is the reason. */
  missed?: Missed;
}
