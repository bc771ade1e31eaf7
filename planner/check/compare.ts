import { blocksPerRequest } from "../cache/cache-groups.ts";
import { type MemoryPlan, type PlannedGpu, planMemory, printedTokens, type RankMemory } from "../memory/plan-memory.ts";
import type { ModelShape } from "../model/shape.ts";
import { inGib } from "../units.ts";
import { findShape } from "./find-shape.ts";
import type { Input, StartUpCase } from "./start-up-case.ts";

/** Families that percentiles are given for. */
export type Family = "gqa" | "hybrid" | "mla" | "dsa" | "v4" | "unknown";

/** One number that was predicted and observed. `error` is the difference as a share of what was observed. */
export interface Measure {
  predicted: number;
  low: number;
  high: number;
  observed: number;
  error: number;
}

/** A case beside its prediction. A measure is null where it was not observed, or an input that it takes is not known at all. */
export interface Comparison {
  start: StartUpCase;
  model: string;
  family: Family;
  /** Pool for the cache on one GPU in GiB, predicted from the configuration alone. */
  pool: Measure | null;
  /** Tokens in the cache, predicted from the configuration alone. */
  tokens: Measure | null;
  /** Tokens, predicted from the pool that was logged: the arithmetic of the cache by itself. */
  tokensOfPool: Measure | null;
  /** GiB of one request of the longest length. */
  needed: Measure | null;
  /** Inputs that the pool (and the tokens of the configuration) lack. */
  missing: Input[];
  /** Inputs that the arithmetic of the cache lacks. */
  missingForTokens: Input[];
  /** What else is to be known of it. */
  notes: string[];
}

const measure = (predicted: number, observed: number, low = predicted, high = predicted): Measure => ({
  predicted,
  low,
  high,
  observed,
  error: (predicted - observed) / observed,
});

/** Gap of a record's own split above which it contradicts itself, in GiB: logs round five numbers to two digits. */
const tolerated = 0.5;

/** Inputs without which the cache's own arithmetic says nothing. Latents are whole on every tensor rank, so they need no layout. */
const cacheInputs = (family: Family): readonly Input[] => [
  "model",
  "unmodified vLLM",
  "draft model",
  ...(family === "gqa" || family === "hybrid" ? (["parallel layout"] as const) : []),
];

/** Memory of a GPU that only the arithmetic of a cache is asked of. */
const anyGpu = 80;

/** Compares one start of vLLM with the planner. `shapes` finds a model's shape by its names. */
export function compare(start: StartUpCase, shapes: (...names: string[]) => ReturnType<typeof findShape> = findShape): Comparison {
  const found = shapes(...start.names);
  const model = start.names.find(Boolean) ?? "not stated";
  const notes = [
    ...start.assumed.map((what) => `assumed: ${what}`),
    ...(found?.concluded ? [`concluded from the name: ${found.concluded}`] : []),
  ];
  const v0 = start.settings.release?.generation === "v0";
  const missing = [...new Set(start.missing)].filter((input) => input !== "KV dtype" && (input !== "max model length" || v0));
  const none = { start, model, pool: null, tokens: null, tokensOfPool: null, needed: null };
  if (!found)
    return {
      ...none,
      family: "unknown",
      missing: ["model", ...missing.filter((input) => input !== "model")],
      missingForTokens: ["model"],
      notes,
    };
  const { shape } = found;
  const family = familyOf(shape);
  const contradiction = contradictionOf(start);
  if (contradiction) notes.push(contradiction);
  const gpu: PlannedGpu = { name: start.gpuName, usableGiB: start.gpuGiB ?? anyGpu };
  try {
    const plan = planMemory({ shape, gpu, settings: start.settings });
    const forTokens = [...cacheInputs(family).filter((input) => missing.includes(input)), ...windowInputs(start, family)];
    const measures = measured(start, plan, shape);
    return {
      ...none,
      ...measures,
      family,
      missing: contradiction ? [...missing, "utilisation"] : missing,
      missingForTokens: forTokens,
      notes: [...notes, ...outside(start, plan)],
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ...none, family, missing, missingForTokens: missing, notes: [...notes, error.message] };
  }
}

function familyOf({ attention, layers }: ModelShape): Family {
  if (attention.kind === "compressed") return "v4";
  if (attention.kind === "latent") return attention.indexer ? "dsa" : "mla";
  return layers.some(({ cache }) => cache.kind === "window") ? "hybrid" : "gqa";
}

/** Windows take what is in flight, so their arithmetic needs the batch limit and the longest request. */
function windowInputs({ settings, observed }: StartUpCase, family: Family): Input[] {
  if (family !== "v4" && family !== "hybrid") return [];
  const length = observed.needed?.tokens ?? settings.maxModelLen;
  const inputs: Input[] = length === undefined ? ["max model length"] : [];
  const least = 2048;
  return settings.maxNumBatchedTokens !== undefined || (length !== undefined && length <= 2 * least)
    ? inputs
    : [...inputs, "max batched tokens"];
}

function measured(start: StartUpCase, plan: MemoryPlan, shape: ModelShape): Partial<Comparison> {
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
  // A length that is not known makes no sense of tokens that were derived from it.
  const lengthKnown =
    settings.maxModelLen !== undefined || shape.layers.every(({ cache }) => cache.kind !== "window" && cache.kind !== "compressed");
  const tokens =
    observed.tokens ?? (observed.concurrency !== null && settings.maxModelLen ? observed.concurrency * settings.maxModelLen : null);
  const pool = inGib(rank.pool.mid);
  const of = {
    pool:
      known && observed.kvGiB !== null && settings.kvCacheGiB === undefined
        ? measure(pool, observed.kvGiB, inGib(rank.pool.low), inGib(rank.pool.high))
        : null,
    tokens: known && tokens !== null && lengthKnown ? measure(plan.tokens.mid, tokens, plan.tokens.low, plan.tokens.high) : null,
    tokensOfPool: observed.kvGiB !== null && tokens !== null && lengthKnown ? measure(printed(observed.kvGiB), tokens) : null,
  };
  return { ...of, ...otherRank(of, start, plan), needed: neededOf(start, rank, plan) };
}

/**
 * V0 printed each worker's own split, and only the driver samples. Where the GiB of a record would hold more tokens than it prints, they
 * are another rank's: the tokens are those of the driver and say nothing of them.
 */
function otherRank(
  { pool, tokensOfPool }: Pick<Comparison, "pool" | "tokensOfPool">,
  { observed }: StartUpCase,
  plan: MemoryPlan,
): Partial<Comparison> {
  const rank = plan.ranks[plan.worst] as RankMemory;
  const spared = inGib(rank.activation.mid) - (observed.activationGiB ?? Number.POSITIVE_INFINITY);
  const other =
    plan.settings.release.generation === "v0" && plan.settings.tensorParallel > 1 && (tokensOfPool?.error ?? 0) > 0.03 && spared > 0;
  if (!other || !pool) return {};
  const wider = pool.predicted + spared;
  return { pool: measure(wider, pool.observed, pool.low + spared, pool.high + spared), tokensOfPool: null };
}

function neededOf({ observed }: StartUpCase, rank: RankMemory, { settings }: MemoryPlan): Measure | null {
  if (observed.needed === null) return null;
  const { inFlight, decodeContextParallel } = settings;
  const blocks = blocksPerRequest(rank.cache, { tokens: observed.needed.tokens, inFlight, decodeContextParallel });
  return measure((blocks * rank.cache.bytesPerBlock) / 1024 ** 3, observed.needed.gib);
}

/** A record whose own numbers do not add up at its own utilisation. */
function contradictionOf({ observed, gpuGiB, settings }: StartUpCase): string | undefined {
  const { kvGiB, weightsGiB, activationGiB, nonTorchGiB } = observed;
  if (
    gpuGiB === null ||
    settings.utilization === undefined ||
    kvGiB === null ||
    weightsGiB === null ||
    activationGiB === null ||
    nonTorchGiB === null
  )
    return undefined;
  const gap = gpuGiB * settings.utilization - weightsGiB - activationGiB - nonTorchGiB - kvGiB;
  return gap < -tolerated
    ? `the record contradicts itself: its parts are ${(-gap).toFixed(2)} GiB more than ${gpuGiB} x ${settings.utilization}`
    : undefined;
}

/** Parts that were logged outside of the range that was predicted. */
function outside({ observed }: StartUpCase, plan: MemoryPlan): string[] {
  const rank = plan.ranks[plan.worst] as RankMemory;
  const parts = [
    ["weights", observed.weightsGiB, rank.weights],
    ["activations", observed.activationGiB, rank.activation],
    ["memory beside PyTorch", observed.nonTorchGiB, rank.nonTorch],
  ] as const;
  return parts.flatMap(([name, logged, { low, mid, high }]) =>
    logged === null || (logged >= inGib(low) - 0.1 && logged <= inGib(high) + 0.1)
      ? []
      : [`${name}: ${logged} GiB logged, ${inGib(mid).toFixed(2)} predicted`],
  );
}
