import { blocksPerRequest } from "../cache/cache-groups.ts";
import type { MemoryPlan, RankMemory } from "../memory/plan-memory.ts";

/** Concurrent requests of one length that a server can hold. */
export interface ContextPoint {
  tokens: number;
  low: number;
  mid: number;
  high: number;
}

/** Concurrency by context length: lengths double from 1024 up to the maximum, which is the last point. */
export function contextCurve({ ranks, worst, settings }: MemoryPlan, mostTokens: number): ContextPoint[] {
  const { cache, pool } = ranks[worst] as RankMemory;
  const lengths: number[] = [];
  for (let tokens = 1024; tokens < mostTokens; tokens *= 2) lengths.push(tokens);
  return [...lengths, mostTokens].map((tokens) => {
    const each = blocksPerRequest(cache, { tokens, inFlight: settings.inFlight, decodeContextParallel: settings.decodeContextParallel });
    const held = (bytes: number) => Math.max(0, Math.floor(Math.floor(bytes / cache.bytesPerBlock) / each));
    return { tokens, low: held(pool.low), mid: held(pool.mid), high: held(pool.high) };
  });
}
