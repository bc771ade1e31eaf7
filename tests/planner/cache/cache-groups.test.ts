import { describe, expect, it } from "vitest";
import { blocksPerRequest, cachePlan } from "../../../planner/cache/cache-groups.ts";
import { blocksOf, type CacheSpec } from "../../../planner/cache/cache-spec.ts";

const full = (pageBytes: number, blockTokens = 16): CacheSpec => ({ kind: "full", blockTokens, pageBytes, window: 0 });
const windowed = (pageBytes: number, window = 128): CacheSpec => ({ kind: "window", blockTokens: 16, pageBytes, window });
const many = (count: number, spec: CacheSpec) => Array.from({ length: count }, () => spec);
const size = { tokens: 16_000, inFlight: 8192, decodeContextParallel: 1 };

describe("groups of layers", () => {
  it("are one where all layers are alike", () => {
    const plan = cachePlan(many(32, full(65_536)));
    expect(plan).toMatchObject({ groups: [{ layers: { length: 32 } }], bytesPerBlock: 32 * 65_536 });
    expect(blocksPerRequest(plan, size)).toBe(1000);
  });

  it("are two halves of gpt-oss: 12 layers see everything, 12 a window", () => {
    const plan = cachePlan([...many(12, full(32_768)), ...many(12, windowed(32_768))]);
    expect(plan.groups.map(({ layers }) => layers.length)).toEqual([12, 12]);
    expect(plan.bytesPerBlock).toBe(12 * 32_768);
    expect(blocksPerRequest(plan, size)).toBe(1000 + Math.ceil((127 + 8192) / 16) + 1);
  });

  it("are of ten layers in Gemma 3 27B, padded: 10 that see everything and 52 with windows", () => {
    const plan = cachePlan([...many(10, full(65_536)), ...many(52, windowed(65_536, 1024))]);
    expect(plan.groups.map(({ layers }) => layers.length)).toEqual([10, 9, 9, 9, 9, 8, 8]);
    expect(plan.bytesPerBlock).toBe(10 * 65_536);
  });

  it("are as long as the longest where kinds are nearly as many", () => {
    expect(cachePlan([...many(13, full(1024)), ...many(12, windowed(1024))]).bytesPerBlock).toBe(13 * 1024);
  });

  it("unify pages: more tokens in a smaller page that divides the largest, padding in one that does not", () => {
    const dividing = cachePlan([full(4096), windowed(1024)]);
    expect(dividing.groups[1]?.layers[0]).toMatchObject({ pageBytes: 4096, blockTokens: 64 });
    const padded = cachePlan([full(4096), windowed(3000)]);
    expect(padded.groups[1]?.layers[0]).toMatchObject({ pageBytes: 4096, blockTokens: 16 });
  });

  it("keep everything in every layer without the hybrid manager", () => {
    const plan = cachePlan([...many(12, full(1024)), ...many(12, windowed(1024))], false);
    expect(plan.groups).toHaveLength(1);
    expect(blocksPerRequest(plan, size)).toBe(1000);
  });

  it("are none of a model without a cache", () => expect(cachePlan([])).toEqual({ groups: [], bytesPerBlock: 0 }));
});

describe("blocks of a request", () => {
  it("follow the tokens, shared out over decode context parallel ranks", () => {
    expect(blocksOf(full(1), { ...size, decodeContextParallel: 8 })).toBe(125);
    expect(blocksOf({ ...full(1), kind: "latent" }, size)).toBe(1000);
  });

  it("follow a window and what is in flight, but never more than the request, and one more where a window begins within a block", () => {
    expect(blocksOf(windowed(1), { ...size, tokens: 100 })).toBe(Math.ceil(100 / 16) + 1);
    expect(blocksOf({ ...windowed(1, 8192), kind: "chunked" }, size)).toBe(Math.ceil(16_000 / 16));
    expect(blocksOf({ ...windowed(1, 1024), kind: "chunked" }, size)).toBe(Math.ceil((1024 + 8192) / 16));
  });
});
