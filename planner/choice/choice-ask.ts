import type { Instance } from "../../catalog/instances.ts";
import type { Model } from "../../catalog/models.ts";
import type { TokenMix } from "../cost/token-mix.ts";
import type { KvCacheDtype } from "../fit-ask.ts";
import type { FitModel } from "../fit-model.ts";
import type { TokensPerDay } from "../units.ts";
import type { NodeLayout } from "../vllm/layout.ts";
import type { LatencyGoal } from "./latency-goal.ts";

/** What a keep is to serve. */
export interface ChoiceAsk {
  model: Model | FitModel;
  contextTokens: number;
  /** Requests of the full context that are to be held at once, over all replicas. */
  concurrent: number;
  /** Replicas that there are to be at least, for an outage of one; 1 where left out. */
  leastReplicas?: number;
  /** Tokens of a day, input and output together; 0 where only concurrency counts. */
  tokensPerDay: TokensPerDay;
  mix: TokenMix;
  /** Tokens of an average request, input and output together: what throughput is reckoned with. */
  averageTokens: number;
  /** Share of a replica's throughput that is planned on: load comes in waves. */
  utilization: number;
  hoursPerDay: number;
  /** Times that an average request is to be served in; nothing is bound where left out. */
  latency?: LatencyGoal;
  kvCacheDtype: KvCacheDtype;
  /** The one layout that is weighed, or the usual one alone; every one that vLLM runs where left out. */
  layout?: NodeLayout | "usual" | undefined;
  zones: number;
  tunnel: boolean;
  runner: boolean;
  privateLink: boolean;
}

/** GPUs of one replica, by their name in the catalog. */
export type ReplicaGpus = Pick<Instance, "gpu" | "gpuCount">;
