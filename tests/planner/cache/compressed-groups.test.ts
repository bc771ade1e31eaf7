import { describe, expect, it } from "vitest";
import { findModelConfig } from "../../../catalog/model-configs.ts";
import { blocksPerRequest } from "../../../planner/cache/cache-groups.ts";
import { type CompressedOptions, compressedPlan } from "../../../planner/cache/compressed-groups.ts";
import { readConfig } from "../../../planner/model/read-config.ts";

const options: CompressedOptions = { blockTokens: 256, fp4Indexer: false, fp8: true, widestGroup: true };
const layersOf = (name: string) =>
  readConfig(findModelConfig(`deepseek-ai/${name}`)?.config).layers.flatMap(({ cache }) => (cache.kind === "compressed" ? [cache] : []));
const flash = layersOf("DeepSeek-V4-Flash");
const pro = layersOf("DeepSeek-V4-Pro");
const gib = (tokens: number, inFlight: number, given: Partial<CompressedOptions> = {}) => {
  const plan = compressedPlan(flash, { ...options, ...given });
  return (plan.bytesPerBlock * blocksPerRequest(plan, { tokens, inFlight, decodeContextParallel: 1 })) / 1024 ** 3;
};

describe("DeepSeek V4's allocator", () => {
  it("packs the widest group of layers into a block since 0.26", () => {
    // 21 c4 caches of 37,440 B with indexers of 8640 B and 20 c128 caches of 1728 B; for V4-Pro 30, 30 and 31.
    expect(compressedPlan(flash, options).bytesPerBlock).toBe(21 * (37_440 + 8640) + 20 * 1728);
    expect(compressedPlan(pro, options).bytesPerBlock).toBe(30 * (37_440 + 8640) + 31 * 1728);
    expect(compressedPlan(flash, { ...options, fp4Indexer: true }).bytesPerBlock).toBe(21 * (37_440 + 4608) + 20 * 1728);
  });

  it("had room for each size of page apart before", () => {
    expect(compressedPlan(flash, { ...options, widestGroup: false }).bytesPerBlock).toBe(1_039_680);
    expect(compressedPlan(flash, { ...options, widestGroup: false, fp4Indexer: true }).bytesPerBlock).toBe(955_008);
  });

  it("counts the blocks of each group", () => {
    const plan = compressedPlan(flash, options);
    expect(plan.groups.map(({ layers }) => layers.length)).toEqual([62, 22, 21, 42, 20]);
    expect(blocksPerRequest(plan, { tokens: 600_000, inFlight: 8192, decodeContextParallel: 1 })).toBe(
      2344 + 2 * (Math.ceil(8319 / 64) + 1) + (Math.ceil(8199 / 4) + 1) + (Math.ceil(8319 / 8) + 1),
    );
  });

  it("case 31: 600,000 tokens with one step of 8192 in flight, to 1%", { tags: ["v4-allocator-cases"] }, () => {
    expect(Math.abs(gib(600_000, 8192) / (45.68 / 8.55) - 1)).toBeLessThan(0.01);
  });

  it("case 34: what an engine of 0.22 asks for, called by Python code, which batches 16,384 tokens, to 2%", () => {
    // https://github.com/vllm-project/vllm/issues/44376: 6.66 GiB for 30,000 tokens; 13,528 are the most for 5.44.
    expect(Math.abs(gib(30_000, 16_384, { widestGroup: false }) / 6.66 - 1)).toBeLessThan(0.02);
    expect(Math.abs(gib(13_528, 16_384, { widestGroup: false }) / 5.44 - 1)).toBeLessThan(0.02);
  });

  it("case 46: 4096 tokens, all in flight, with a 4-bit indexer to 1%", () => {
    expect(Math.abs(gib(4096, 8192, { fp4Indexer: true }) / (32.08 / (90_841 / 4096)) - 1)).toBeLessThan(0.01);
  });

  it("takes more in 16 bits", () => expect(gib(30_000, 8192, { fp8: false })).toBeGreaterThan(1.5 * gib(30_000, 8192)));
});
