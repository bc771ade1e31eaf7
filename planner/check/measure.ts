import { blocksPerRequest } from "../cache/cache-groups.ts";
import { type MemoryPlan, printedTokens, type RankMemory } from "../memory/plan-memory.ts";
import type { ModelShape } from "../model/shape.ts";
import { inGib } from "../units.ts";
import { defaultsOf } from "../vllm/defaults-by-release.ts";
import type { StartUpCase } from "./start-up-case.ts";

/**
 * One predicted and observed number. `error` is the difference relative to the observed value, or to its absolute value if that is below 0.
 */
export interface Measure {
  predicted: number;
  low: number;
  high: number;
  observed: number;
  error: number;
}

/** All measures of one start. A measure is null if its prediction or observation is missing. */
export interface Measures {
  /** Pool for the cache on one GPU in GiB, predicted only from the configuration. */
  pool: Measure | null;
  /** Tokens in the cache, predicted only from the configuration. */
  tokens: Measure | null;
  /** Tokens, predicted from the logged pool: only the cache arithmetic. */
  tokensOfPool: Measure | null;
  /** GiB of one request of the longest length. */
  needed: Measure | null;
}

const measure = (predicted: number, observed: number, low = predicted, high = predicted): Measure => ({
  predicted,
  low,
  high,
  observed,
  error: (predicted - observed) / Math.abs(observed),
});

/** Compares a plan's predictions with a start's output. */
export function measured(start: StartUpCase, plan: MemoryPlan, shape: ModelShape): Measures {
  const { observed, gpuGiB, settings } = start;
  const rank = plan.ranks[plan.worst] as RankMemory;
  const size = {
    tokens: plan.settings.maxModelLen,
    inFlight: plan.settings.inFlight,
    decodeContextParallel: plan.settings.decodeContextParallel,
  };
  const perRequest = blocksPerRequest(rank.cache, size);
  const printed = (gib: number) =>
    printedTokens(rank.cache, Math.floor((gib * 1024 ** 3) / rank.cache.bytesPerBlock), perRequest, plan.settings);
  const known = gpuGiB !== null || settings.kvCacheGiB !== undefined;
  // Tokens that were derived from an unknown length cannot be compared.
  const lengthKnown =
    settings.maxModelLen !== undefined || shape.layers.every(({ cache }) => cache.kind !== "window" && cache.kind !== "compressed");
  // A start that failed for lack of memory prints no tokens: there is nothing to compare.
  const room = observed.kvGiB !== null && observed.kvGiB > 0;
  const tokens =
    (observed.tokens === 0 ? null : observed.tokens) ??
    (observed.concurrency !== null && settings.maxModelLen ? observed.concurrency * settings.maxModelLen : null);
  const pool = inGib(rank.pool.mid);
  const of = {
    pool:
      known && observed.kvGiB !== null && settings.kvCacheGiB === undefined
        ? measure(pool, observed.kvGiB, inGib(rank.pool.low), inGib(rank.pool.high))
        : null,
    tokens: known && tokens !== null && lengthKnown ? measure(plan.tokens.mid, tokens, plan.tokens.low, plan.tokens.high) : null,
    tokensOfPool: room && observed.kvGiB !== null && tokens !== null && lengthKnown ? measure(printed(observed.kvGiB), tokens) : null,
  };
  return { ...of, ...otherRank(of, start, plan), needed: neededOf(start, rank, plan) };
}

/**
 * V0 printed the memory split of each worker, and only the driver samples. If a record's GiB would hold more tokens than it prints, they
 * are another rank's, while the tokens are the driver's.
 */
function otherRank(
  { pool, tokensOfPool }: Pick<Measures, "pool" | "tokensOfPool">,
  { observed }: StartUpCase,
  plan: MemoryPlan,
): Partial<Measures> {
  const rank = plan.ranks[plan.worst] as RankMemory;
  const spared = inGib(rank.activation.mid) - (observed.activationGiB ?? Number.POSITIVE_INFINITY);
  const other =
    plan.settings.release.generation === "v0" && plan.settings.tensorParallel > 1 && (tokensOfPool?.error ?? 0) > 0.03 && spared > 0;
  if (!other || !pool) return {};
  const wider = pool.predicted + spared;
  return { pool: measure(wider, pool.observed, pool.low + spared, pool.high + spared), tokensOfPool: null };
}

function neededOf({ observed }: StartUpCase, rank: RankMemory, { settings, ranks }: MemoryPlan): Measure | null {
  if (observed.needed === null) return null;
  const { inFlight, decodeContextParallel, release } = settings;
  const size = { tokens: observed.needed.tokens, inFlight, decodeContextParallel };
  const asked = defaultsOf(release).wholeModelAsked ? ranks : [rank];
  const needed = asked.reduce((total, { cache }) => total + blocksPerRequest(cache, size) * cache.bytesPerBlock, 0);
  return measure(needed / 1024 ** 3, observed.needed.gib);
}
