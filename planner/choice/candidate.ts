import { findGpuSpeed } from "../../catalog/gpu-speeds.ts";
import { usableGiB } from "../../catalog/gpus.ts";
import type { Instance } from "../../catalog/instances.ts";
import type { Model } from "../../catalog/models.ts";
import { blocksPerRequest } from "../cache/cache-groups.ts";
import type { OwnCost } from "../cost/break-even.ts";
import { type CostAsk, costDefaults, type KeepCost, keepCost } from "../cost/keep-cost.ts";
import type { Prices, Purchase } from "../cost/prices.ts";
import type { TokenMix } from "../cost/token-mix.ts";
import type { NodeLayout } from "../engine/layout.ts";
import { type KvCacheDtype, type PlannedFit, planFit } from "../fit.ts";
import { asFitModel, checkpointOf, type FitModel } from "../fit-model.ts";
import type { RankMemory } from "../memory/plan-memory.ts";
import { type ServedLoad, type Throughput, throughput } from "../throughput/roofline.ts";
import { bytes, type TokensPerDay, tokensPerDay, usd } from "../units.ts";
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
  kvCacheDtype: KvCacheDtype;
  /** The one layout that is weighed, or the usual one alone; every one that vLLM runs where left out. */
  layout?: NodeLayout | "usual" | undefined;
  zones: number;
  tunnel: boolean;
  runner: boolean;
  privateLink: boolean;
}

/** An instance type and a way to pay for it that serve what is asked. */
export interface Candidate {
  instance: Instance;
  purchase: Purchase;
  fit: PlannedFit;
  layout: ChosenLayout;
  replicas: number;
  /** Replicas for the requests held at once, and for the tokens of a day. */
  replicasFor: { concurrency: number; load: number };
  throughput: Throughput;
  cost: KeepCost;
  own: OwnCost;
}

/** Why an instance type or a purchase is none. */
export interface Rejected {
  instance: string;
  purchase: Purchase;
  reason: string;
}

const secondsPerDay = 86_400;

/** Requests that decode together while throughput is reckoned: what fits, at most as many as one rank of a keep decodes at once. */
const mostAtOnce = 256;

const unpriced = (purchase: Purchase, region?: string) =>
  ({
    "on-demand": "on demand in us-east-1",
    "capacity-block": `for a Capacity Block${region === undefined ? "" : ` in ${region}`}`,
    spot: "of spot; a file of prices may give one",
  })[purchase];

/** Source of the notice: Amazon EC2 User Guide, "Spot Instance interruption notices" (read 2026-11-25). */
const aloneOnSpot =
  "one replica does it, and one alone must not run on spot: it is taken back at two minutes' notice, and another takes longer than that to start";

/** Weighs one instance type and purchase, in the layout that takes the fewest replicas. @throws RangeError for a number that cannot be meant. */
export function weigh(ask: ChoiceAsk, instance: Instance, purchase: Purchase, prices: Prices): Candidate | Rejected {
  return chosenLayout(ask, instance, (layout) => weighLayout(ask, instance, purchase, prices, layout));
}

function weighLayout(
  ask: ChoiceAsk,
  instance: Instance,
  purchase: Purchase,
  prices: Prices,
  layout: NodeLayout | undefined,
): Candidate | Rejected {
  const rejected = (reason: string): Rejected => ({ instance: instance.name, purchase, reason });
  const { model, contextTokens } = ask;
  if (purchase === "capacity-block" && !instance.capacityBlock) return rejected("not sold in Capacity Blocks");
  // Before prices and recipes: what has no room for the weights needs no other reason.
  const tooLarge = weightsAlone(model, instance);
  if (tooLarge !== undefined) return rejected(tooLarge);
  if (prices.instance(instance.name, purchase) === null) return rejected(`no price known ${unpriced(purchase, prices.region)}`);
  if (model.verifiedGpus !== null && !model.verifiedGpus.includes(instance.gpu))
    return rejected(`its recipe was not run on ${instance.gpu}; it names ${model.verifiedGpus.join(", ") || "none of the catalog"}`);
  const refused = askedLayoutRefusal(ask, instance);
  if (refused !== undefined) return rejected(refused);
  const fit = planFit({
    model,
    gpu: { count: instance.gpuCount, name: instance.gpu, usableGiB: usableGiB(instance.gpu) },
    contextTokens,
    concurrent: 1,
    kvCacheDtype: ask.kvCacheDtype,
    layout,
  });
  if (!fit.fits) return rejected(fit.reason);
  const rate = findGpuSpeed(instance.gpu);
  const { shape } = asFitModel(model);
  if (!rate || !shape) return rejected(`speed of ${instance.gpu} unknown`);

  const speed = throughput(shape, fit.memory.settings, rate, averageLoad(ask, fit), slope(fit, contextTokens));
  const perReplica = tokensPerDay(speed.total.mid * secondsPerDay * (ask.hoursPerDay / 24) * ask.utilization);
  const replicasFor = { concurrency: Math.ceil(ask.concurrent / fit.maxConcurrent), load: Math.ceil(ask.tokensPerDay / perReplica) };
  const least = ask.leastReplicas ?? 1;
  const replicas = Math.max(least, replicasFor.concurrency, replicasFor.load);
  if (purchase === "spot" && replicas < 2) return rejected(aloneOnSpot);
  const asked = costAsk(ask, instance.name, purchase);
  const [none, one, cost] = [0, 1, replicas].map((count) => keepCost({ ...asked, replicas: count }, prices));
  if (!none || !one || !cost) return rejected("no price known");
  const own = {
    fixedPerMonth: none.perMonth,
    replicaPerMonth: usd(one.perMonth - none.perMonth),
    leastReplicas: Math.max(least, replicasFor.concurrency),
    replicaTokensPerDay: perReplica,
  };
  const unexplained = { ...fit.layout, usual: false, words: "", why: "" };
  return { instance, purchase, fit, layout: unexplained, replicas, replicasFor, throughput: speed, cost, own };
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

function costAsk({ model, hoursPerDay, zones, tunnel, runner, privateLink }: ChoiceAsk, instance: string, purchase: Purchase): CostAsk {
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
