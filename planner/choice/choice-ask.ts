import type { Instance } from "../../catalog/instances.ts";
import type { Model } from "../../catalog/models.ts";
import type { TokenMix } from "../cost/token-mix.ts";
import type { KvCacheDtype } from "../fit-ask.ts";
import type { FitModel } from "../fit-model.ts";
import type { TokensPerDay } from "../units.ts";
import type { NodeLayout } from "../vllm/layout.ts";
import type { LatencyGoal } from "./latency-goal.ts";

/** What a keep must serve. */
export interface ChoiceAsk {
  model: Model | FitModel;
  contextTokens: number;
  /** Concurrent requests of the full context, over all replicas. */
  concurrent: number;
  /** Minimum number of replicas, to survive an outage of one; default 1. */
  leastReplicas?: number;
  /** Tokens per day, input plus output; 0 if only concurrency counts. */
  tokensPerDay: TokensPerDay;
  mix: TokenMix;
  /** Tokens of an average request, input plus output: the basis of throughput. */
  averageTokens: number;
  /** Planned share of a replica's throughput: load varies over time. */
  utilization: number;
  hoursPerDay: number;
  /** Latency goals of an average request; no goal by default. */
  latency?: LatencyGoal;
  kvCacheDtype: KvCacheDtype;
  /** A single layout to evaluate, or only the usual one; by default all that vLLM runs. */
  layout?: NodeLayout | "usual" | undefined;
  zones: number;
  tunnel: boolean;
  runner: boolean;
  privateLink: boolean;
}

/** GPUs of one replica, by catalog name. */
export type ReplicaGpus = Pick<Instance, "gpu" | "gpuCount">;
