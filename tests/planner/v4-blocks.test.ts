import { describe, expect, it, test } from "vitest";
import { findModel } from "../../catalog/models.ts";
import { kvBytesPerRequest } from "../../planner/kv-cache.ts";
import { type V4Layers, v4BlockBytes, v4BlocksPerRequest } from "../../planner/v4-blocks.ts";
import { caseOf, cases, deviation, numberOf } from "./vllm-cases.ts";

const layersOf = (name: string) => findModel(name)?.kvCache as V4Layers;
const flash = layersOf("DeepSeek-V4-Flash");
const pro = layersOf("DeepSeek-V4-Pro");
const gib = (layers: V4Layers, tokens: number, inFlight: number) =>
  (v4BlockBytes(layers) * v4BlocksPerRequest(layers, tokens, inFlight)) / 1024 ** 3;

describe("V4 allocator", () => {
  it("packs the widest group of layers into a block", () => {
    // 21 c4 caches of 37,440 B with indexers of 8,640 B and 20 c128 caches of 1,728 B; for V4-Pro 30, 30 and 31.
    expect(v4BlockBytes(flash)).toBe(21 * (37_440 + 8640) + 20 * 1728);
    expect(v4BlockBytes(pro)).toBe(30 * (37_440 + 8640) + 31 * 1728);
  });

  it("counts the blocks of each group", () => {
    const [tokens, inFlight] = [600_000, 8192];
    expect(v4BlocksPerRequest(flash, tokens, inFlight)).toBe(
      2344 + 2 * (Math.ceil(8319 / 64) + 1) + (Math.ceil(8199 / 4) + 1) + (Math.ceil(8319 / 8) + 1),
    );
  });

  /** Logs of a pool and how many requests of the context length it holds, or of what one request needs. */
  const used = [
    {
      id: 31,
      what: "600,000 tokens with a draft model, which keeps one step of 8192 tokens in flight",
      predicted: gib(flash, 600_000, 8192),
      observed: (c: string) => pool(c),
    },
    { id: 34, what: "30,000 tokens on GH200, two steps of 8192 in flight", predicted: gib(flash, 30_000, 16_384), observed: () => 6.66 },
    {
      id: 34,
      what: "13,528 tokens, the longest that the engine says fits",
      predicted: gib(flash, 13_528, 16_384),
      observed: (c: string) => numberOf(caseOf(Number(c)), "kv_gib"),
    },
    {
      id: 46,
      what: "4096 tokens, all of them in flight",
      predicted: gib(flash, 4096, 16_384),
      observed: () => numberOf(caseOf(46), "kv_gib") / (numberOf(caseOf(46), "tokens") / 4096),
    },
  ];
  const pool = (id: string) => numberOf(caseOf(Number(id)), "kv_gib") / numberOf(caseOf(Number(id)), "max_concurrency");

  test.each(used)("case $id: $what, to 10%", ({ id, predicted, observed }) => {
    expect(deviation(predicted, observed(String(id)))).toBeLessThan(0.1);
  });

  it("uses or excludes every case of V4", () => {
    const excluded = {
      32: "the size of the pool is not recorded",
      37: "the context length is not recorded",
      43: "a fork with a 4-bit cache",
      44: "a fork for GB10",
      47: "V4.1, whose pool is not known",
    };
    const ofV4 = cases.filter((entry) => /v4/i.test(entry["model"] ?? "")).map((entry) => Number(entry["id"]));
    expect([...new Set([...used.map(({ id }) => id), ...Object.keys(excluded).map(Number)])].sort((a, b) => a - b)).toEqual(ofV4);
  });

  it("does not claim to know the pool of V4.1", () => {
    const model = findModel("DeepSeek-V4.1-Flash");
    expect(model && kvBytesPerRequest(model, 4096, { dtype: "auto", tensorParallel: 8, stages: 1, maxNumBatchedTokens: 8192 })).toBeNull();
  });
});
