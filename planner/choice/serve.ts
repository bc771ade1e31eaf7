import { findGpuSpeed } from "../../catalog/gpu-speeds.ts";
import { usableGiB } from "../../catalog/gpus.ts";
import { blocksPerRequest } from "../cache/cache-groups.ts";
import { planFit } from "../fit.ts";
import { asFitModel } from "../fit-model.ts";
import type { RankMemory } from "../memory/plan-memory.ts";
import type { PlannedFit } from "../planned-fit.ts";
import { type ServedLoad, type Throughput, throughput } from "../throughput/roofline.ts";
import { speculationOf, speculativeThroughput } from "../throughput/speculation.ts";
import { tokensPerDay } from "../units.ts";
import type { NodeLayout } from "../vllm/layout.ts";
import type { ChoiceAsk, ReplicaGpus } from "./choice-ask.ts";
import { withinGoal } from "./latency-goal.ts";
import { askedLayoutRefusal, chosenLayout } from "./layout-choice.ts";
import type { Served, Unserved } from "./served.ts";

const secondsPerDay = 86_400;

/** Upper limit of concurrently decoded requests for throughput: as many as one rank of a keep decodes. */
const mostAtOnce = 256;

/**
 * How replicas on these GPUs meet the request, in the layout that needs the fewest, regardless of cost; or why they do not.
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
  // Without a goal requests may queue; with one, no more run concurrently than it allows.
  const atOnce = ask.latency?.perToken === undefined ? fit.maxConcurrent : Math.min(fit.maxConcurrent, requests);
  const withoutGoal = { requests: load.concurrent, replicas: planned(goal.unbound, fit.maxConcurrent).replicas };
  const unexplained = { ...fit.layout, usual: false, words: "", why: "", doubt: "" };
  return { fit, layout: unexplained, throughput: speed, together: { requests, withoutGoal }, ...planned(speed, atOnce) };
}

/** Average requests, as many as the cache of a replica holds. */
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

/** Cache bytes per additional token of context on one GPU: windows and states do not grow. */
function slope({ memory }: PlannedFit, contextTokens: number): number {
  const { cache } = memory.ranks[memory.worst] as RankMemory;
  const { inFlight, decodeContextParallel } = memory.settings;
  const at = (tokens: number) => blocksPerRequest(cache, { tokens, inFlight, decodeContextParallel }) * cache.bytesPerBlock;
  // Beyond the tokens in flight only the growing part of the cache grows.
  const from = Math.max(contextTokens, 2 * inFlight);
  return (at(2 * from) - at(from)) / from;
}
