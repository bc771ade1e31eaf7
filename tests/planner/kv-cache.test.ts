import { describe, expect, it, test } from "vitest";
import type { KvCache, Model } from "../../catalog/models.ts";
import { models } from "../../catalog/models.ts";
import { type KvCacheDtype, kvBytesPerRequest, kvBytesPerToken } from "../../planner/kv-cache.ts";
import { caseOf, deviation, idsWith, numberOf } from "./vllm-cases.ts";

const gqa = (layers: number, kvHeads: number, headDim: number) => ({
  layers,
  cache: { kind: "gqa" as const, kvHeads, headDim, bytesPerToken: { bf16: 1, fp8: 1 } },
});
const mla = (layers: number) => ({
  layers,
  cache: { kind: "mla" as const, latentRank: 512, ropeHeadDim: 64, bytesPerToken: { bf16: 1, fp8: 1 } },
});

/** Shapes of the models that the logs name, with what the log says of tensor parallelism and number format. */
const uniform: {
  id: number;
  shape: ReturnType<typeof gqa> | ReturnType<typeof mla>;
  tp?: number;
  dtype?: KvCacheDtype;
  times?: number;
  note?: string;
}[] = [
  { id: 8, shape: gqa(40, 8, 128) },
  { id: 10, shape: mla(61), tp: 8, times: 1 / 8, note: "decode context parallelism 8 shares the tokens out" },
  { id: 13, shape: mla(61), tp: 8, times: 640 / 576, note: "the V0 engine padded a latent to 640 elements" },
  { id: 16, shape: gqa(94, 4, 128), tp: 4 },
  { id: 20, shape: gqa(32, 8, 128) },
  { id: 22, shape: gqa(28, 2, 128) },
  { id: 23, shape: gqa(32, 8, 128) },
  { id: 26, shape: gqa(80, 8, 128), dtype: "fp8" },
  { id: 29, shape: gqa(32, 8, 128), note: "7B, model not stated: the shape of the Llama 8B class" },
  { id: 49, shape: gqa(80, 8, 128), tp: 2, dtype: "fp8" },
  { id: 50, shape: gqa(32, 8, 128) },
  { id: 52, shape: gqa(40, 10, 128) },
  { id: 53, shape: gqa(28, 8, 128) },
];

/** Cases with bytes per token that say nothing about the formula. */
const excluded: Record<number, string> = {
  11: "GLM-5.2 shares its indexer between layers; its layer counts are not recorded",
  14: "the GiB are of one rank and the tokens of another with less memory",
  31: "V4: blocks of several page sizes, see the allocator's test",
  37: "V4: as 31; the context length is not recorded either",
  43: "V4 in a fork with a 4-bit cache",
  44: "V4 in a fork",
  46: "V4: as 31",
  47: "V4.1: no formula is known",
  55: "neither the model's variant nor its parallelism is stated",
};

describe("bytes of a token in the cache", () => {
  test.each(uniform)("case $id: as logged, to 10%", ({ id, shape, tp = 1, dtype = "auto", times = 1 }) => {
    const predicted = kvBytesPerToken(shape.cache, shape.layers, { dtype, tensorParallel: tp }) * times;
    expect(deviation(predicted, numberOf(caseOf(id), "obs_bytes_per_token_per_gpu"))).toBeLessThan(0.004);
  });

  it("uses or excludes every case that shows them", () => {
    expect([...uniform.map(({ id }) => id), ...Object.keys(excluded).map(Number)].sort((a, b) => a - b)).toEqual(
      idsWith("obs_bytes_per_token_per_gpu"),
    );
  });

  it("case 35: V2-Lite, whose engine said what 32,768 tokens need", () => {
    const lite = models.find(({ name }) => name === "DeepSeek-V2-Lite") as Model;
    const bytes = kvBytesPerRequest(lite, 32_768, { dtype: "auto", tensorParallel: 1, stages: 1, maxNumBatchedTokens: 2048 });
    expect(deviation((bytes ?? 0) / 1024 ** 3, 0.95)).toBeLessThan(0.01);
  });

  test.each(models.filter(({ kvCache }) => "bytesPerToken" in kvCache))("$name: the published value", ({ kvCache, layers }) => {
    const cache = kvCache as Exclude<KvCache, { kind: "v4" | "v4.1" }>;
    const published =
      typeof cache.bytesPerToken === "number" ? { bf16: cache.bytesPerToken, fp8: cache.bytesPerToken } : cache.bytesPerToken;
    expect(kvBytesPerToken(cache, layers, { dtype: "auto", tensorParallel: 1 })).toBe(published.bf16);
    expect(kvBytesPerToken(cache, layers, { dtype: "fp8", tensorParallel: 1 })).toBe(published.fp8);
  });

  it("caches the layers of its own stage alone, those of the largest one where they do not divide", () => {
    const r1 = models.find(({ name }) => name === "DeepSeek-R1") as Model;
    const at = (stages: number) => kvBytesPerRequest(r1, 16, { dtype: "auto", tensorParallel: 8, stages, maxNumBatchedTokens: 8192 });
    const perLayer = 16 * 2 * 576;
    expect([1, 2, 4].map(at)).toEqual([61 * perLayer, 31 * perLayer, 16 * perLayer]);
  });

  it("does not claim to know the blocks of V4 over several stages", () => {
    const v4 = models.find(({ name }) => name === "DeepSeek-V4-Flash") as Model;
    expect(kvBytesPerRequest(v4, 4096, { dtype: "auto", tensorParallel: 8, stages: 2, maxNumBatchedTokens: 8192 })).toBeNull();
  });

  it("shares KV heads out down to one for each rank, and latents not at all", () => {
    const at = (shape: ReturnType<typeof gqa> | ReturnType<typeof mla>, tensorParallel: number) =>
      kvBytesPerToken(shape.cache, shape.layers, { dtype: "auto", tensorParallel });
    expect([1, 2, 4, 8].map((tp) => at(gqa(28, 4, 128), tp))).toEqual([57_344, 28_672, 14_336, 14_336]);
    expect([1, 8].map((tp) => at(mla(61), tp))).toEqual([70_272, 70_272]);
  });
});
