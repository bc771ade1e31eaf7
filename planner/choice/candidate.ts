import { findGpuSpeed } from "../../catalog/gpu-speeds.ts";
import { usableGiB } from "../../catalog/gpus.ts";
import type { Instance } from "../../catalog/instances.ts";
import type { Model } from "../../catalog/models.ts";
import { blocksPerRequest } from "../cache/cache-groups.ts";
import type { OwnCost } from "../cost/break-even.ts";
import { type CostAsk, costDefaults, type KeepCost, keepCost } from "../cost/keep-cost.ts";
import type { Prices, Purchase } from "../cost/prices.ts";
import type { TokenMix } from "../cost/token-mix.ts";
import { type KvCacheDtype, type PlannedFit, planFit } from "../fit.ts";
import { asFitModel, checkpointOf, type FitModel } from "../fit-model.ts";
import type { RankMemory } from "../memory/plan-memory.ts";
import { type ServedLoad, type Throughput, throughput } from "../throughput/roofline.ts";
import { speculationOf, speculativeThroughput } from "../throughput/speculation.ts";
import { bytes, type TokensPerDay, tokensPerDay, usd } from "../units.ts";
import type { NodeLayout } from "../vllm/layout.ts";
import { type LatencyGoal, type Missed, withinGoal } from "./latency-goal.ts";
import { askedLayoutRefusal, type ChosenLayout, chosenLayout } from "./layout-choice.ts";
import { weightsAlone } from "./weights-alone.ts";

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

/** An instance type and a way to pay for it that serve what is asked. */
export interface Candidate extends Omit<Served, "replicaTokensPerDay"> {
  instance: Instance;
  purchase: Purchase;
  cost: KeepCost;
  own: OwnCost;
}

/** Why the GPUs of a replica do not serve what is asked. */
export interface Unserved {
  reason: string;
  /** The goal of latency that is missed, where that is the reason. */
  missed?: Missed;
}

/** Why an instance type or a purchase is none. */
export interface Rejected extends Unserved {
  instance: string;
  purchase: Purchase;
}

const secondsPerDay = 86_400;

/** Requests that decode together while throughput is reckoned: what fits, at most as many as one rank of a keep decodes at once. */
const mostAtOnce = 256;

const unpriced = (purchase: Purchase, region?: string) =>
  ({
    "on-demand": "on demand in us-east-1",
    "capacity-block": `for a Capacity Block${region === undefined ? "" : ` in ${region}`}`,
    "savings-plan-1y": "with a Savings Plan of a year; a file of prices may give one",
    "savings-plan-3y": "with a Savings Plan of 3 years; a file of prices may give one",
    spot: "of spot; a file of prices may give one",
  })[purchase];

/** Why one replica is not put on spot. Source of the notice: Amazon EC2 User Guide, "Spot Instance interruption notices" (read 2026-11-25). */
export const aloneOnSpot =
  "one replica does it, and one alone must not run on spot: it is taken back at two minutes' notice, and another takes longer than that to start";

/** Weighs one instance type and purchase. @throws RangeError for a number that cannot be meant. */
export function weigh(ask: ChoiceAsk, instance: Instance, purchase: Purchase, prices: Prices): Candidate | Rejected {
  const rejected = (reason: string): Rejected => ({ instance: instance.name, purchase, reason });
  const { model } = ask;
  if (purchase === "capacity-block" && !instance.capacityBlock) return rejected("not sold in Capacity Blocks");
  // Before prices and recipes: what has no room for the weights needs no other reason.
  const tooLarge = weightsAlone(model, instance);
  if (tooLarge !== undefined) return rejected(tooLarge);
  if (prices.instance(instance.name, purchase) === null) return rejected(`no price known ${unpriced(purchase, prices.region)}`);
  if (model.verifiedGpus !== null && !model.verifiedGpus.includes(instance.gpu))
    return rejected(`its recipe was not run on ${instance.gpu}; it names ${model.verifiedGpus.join(", ") || "none of the catalog"}`);
  const served = serve(ask, instance);
  if ("reason" in served) return { instance: instance.name, purchase, ...served };
  const { replicaTokensPerDay, ...serving } = served;
  const { replicas } = serving;
  if (purchase === "spot" && replicas < 2) return rejected(aloneOnSpot);
  const asked = costAsk(ask, instance.name, purchase);
  const [none, one, cost] = [0, 1, replicas].map((count) => keepCost({ ...asked, replicas: count }, prices));
  if (!none || !one || !cost) return rejected("no price known");
  const own = {
    fixedPerMonth: none.perMonth,
    replicaPerMonth: usd(one.perMonth - none.perMonth),
    leastReplicas: Math.max(ask.leastReplicas ?? 1, served.replicasFor.concurrency),
    replicaTokensPerDay,
  };
  return { instance, purchase, ...serving, cost, own };
}

/**
 * How replicas on these GPUs serve what is asked, in the layout that takes the fewest, whatever they cost; or why they do not.
 * @throws RangeError for a number that cannot be meant
 */
export function serve(ask: ChoiceAsk, instance: ReplicaGpus): Served | Unserved {
  const refused = askedLayoutRefusal(ask, instance);
  return refused === undefined ? chosenLayout(ask, instance, (layout) => serveIn(ask, instance, layout)) : { reason: refused };
}

function serveIn(ask: ChoiceAsk, instance: ReplicaGpus, layout: NodeLayout | undefined): Served | Unserved {
  const { model, contextTokens } = ask;
  const fit = planFit({
    model,
    gpu: { count: instance.gpuCount, name: instance.gpu, usableGiB: usableGiB(instance.gpu) },
    contextTokens,
    concurrent: 1,
    kvCacheDtype: ask.kvCacheDtype,
    layout,
  });
  if (!fit.fits) return { reason: fit.reason };
  const rate = findGpuSpeed(instance.gpu);
  const { shape } = asFitModel(model);
  if (!rate || !shape) return { reason: `speed of ${instance.gpu} unknown` };

  const load = averageLoad(ask, fit);
  const speculation = speculationOf(model.serveFlags);
  const at = (concurrent: number) => {
    const given = [shape, fit.memory.settings, rate, { ...load, concurrent }, slope(fit, contextTokens)] as const;
    return speculation.kind === "known" ? speculativeThroughput(...given, speculation) : throughput(...given);
  };
  const goal = withinGoal(ask.latency ?? {}, load.concurrent, at);
  if ("missed" in goal) return goal;
  const { throughput: speed, requests } = goal;
  const planned = (of: Throughput, atOnce: number) => {
    const perReplica = tokensPerDay(of.total.mid * secondsPerDay * (ask.hoursPerDay / 24) * ask.utilization);
    const replicasFor = { concurrency: Math.ceil(ask.concurrent / atOnce), load: Math.ceil(ask.tokensPerDay / perReplica) };
    return {
      replicas: Math.max(ask.leastReplicas ?? 1, replicasFor.concurrency, replicasFor.load),
      replicasFor,
      replicaTokensPerDay: perReplica,
    };
  };
  // Without a goal requests may wait for each other; with one, no more are taken at once than are served within it.
  const atOnce = ask.latency?.perToken === undefined ? fit.maxConcurrent : Math.min(fit.maxConcurrent, requests);
  const withoutGoal = { requests: load.concurrent, replicas: planned(goal.unbound, fit.maxConcurrent).replicas };
  const unexplained = { ...fit.layout, usual: false, words: "", why: "", doubt: "" };
  return { fit, layout: unexplained, throughput: speed, together: { requests, withoutGoal }, ...planned(speed, atOnce) };
}

/** Average requests, as many as the cache of a replica holds at once. */
function averageLoad({ averageTokens, mix }: ChoiceAsk, { memory }: PlannedFit): ServedLoad {
  const rank = memory.ranks[memory.worst] as RankMemory;
  const { inFlight, decodeContextParallel, dataParallel } = memory.settings;
  const held = Math.floor(
    rank.pool.mid / rank.cache.bytesPerBlock / blocksPerRequest(rank.cache, { tokens: averageTokens, inFlight, decodeContextParallel }),
  );
  const inputTokens = Math.min(Math.max(1, Math.round(averageTokens * mix.input)), averageTokens - 1);
  return {
    concurrent: dataParallel * Math.max(1, Math.min(held, mostAtOnce)),
    inputTokens,
    outputTokens: averageTokens - inputTokens,
    cached: mix.cached,
  };
}

/** The keep that a bill is made of: one replica, unless said otherwise. */
export function costAsk(
  { model, hoursPerDay, zones, tunnel, runner, privateLink }: ChoiceAsk,
  instance: string,
  purchase: Purchase,
): CostAsk {
  const checkpoint = bytes(checkpointOf(model));
  return { ...costDefaults, instance, replicas: 1, purchase, hoursPerDay, zones, tunnel, runner, privateLink, checkpoint };
}

/** What one more token of context takes of the cache on one GPU, in bytes: windows and states are paid for once. */
function slope({ memory }: PlannedFit, contextTokens: number): number {
  const { cache } = memory.ranks[memory.worst] as RankMemory;
  const { inFlight, decodeContextParallel } = memory.settings;
  const at = (tokens: number) => blocksPerRequest(cache, { tokens, inFlight, decodeContextParallel }) * cache.bytesPerBlock;
  // Beyond what is in flight only what grows with the context grows.
  const from = Math.max(contextTokens, 2 * inFlight);
  return (at(2 * from) - at(from)) / from;
}
