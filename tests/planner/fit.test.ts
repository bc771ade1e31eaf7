import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { findModel, type Model, models } from "../../catalog/models.ts";
import { planFit } from "../../planner/fit.ts";
import type { FitAsk } from "../../planner/fit-ask.ts";
import { asFitModel } from "../../planner/fit-model.ts";
import type { PlannedFit } from "../../planner/planned-fit.ts";

const model = (name: string) => findModel(name) as Model;
const judged = (ask: FitAsk): PlannedFit => {
  const result = planFit(ask);
  if (result.fits === null) throw new Error(result.reason);
  return result;
};
const small: FitAsk = {
  model: model("DeepSeek-R1-Distill-Qwen-7B"),
  gpu: { count: 1, usableGiB: 22.07 },
  contextTokens: 32_768,
  concurrent: 1,
};

describe("fit", () => {
  it("serves what has room", () => {
    expect(judged(small)).toMatchObject({ fits: true, tensorParallel: 1, maxConcurrent: 2, kvNeededGiB: 1.75 });
  });

  it("counts the draft layers that a recipe loads", { tags: ["fit-counts-draft-layers"] }, () => {
    const weights = (name: string) =>
      judged({ ...small, model: model(name), gpu: { count: 4, usableGiB: 139.81, name: "H200" } }).perGpu.weightsGiB;
    // Three layers of 3.4 GiB, an even share of them on each of four ranks.
    expect(weights("DeepSeek-V4-Flash-0731") - weights("DeepSeek-V4-Flash")).toBeCloseTo(2.5, 0);
  });

  it("says how long a request may be where what was asked is too much", () => {
    const asked = judged({ ...small, contextTokens: 65_536, concurrent: 4 });
    expect(asked.fits).toBe(false);
    expect(asked.reason).toContain(`the longest that fits is ${asked.maxContextTokens} tokens`);
    expect(judged({ ...small, contextTokens: asked.maxContextTokens, concurrent: 4 }).fits).toBe(true);
    expect(judged({ ...small, contextTokens: asked.maxContextTokens + 16, concurrent: 4 }).fits).toBe(false);
  });

  it("says so where the weights leave nothing", () => {
    const asked = judged({ ...small, model: model("DeepSeek-R1-Distill-Llama-70B") });
    expect(asked).toMatchObject({ fits: false, maxContextTokens: 0, maxConcurrent: 0, perGpu: { kvPoolGiB: 0 } });
    expect(asked.reason).toContain("leaves nothing for the KV cache");
  });

  it("refuses a context beyond what the model was trained for, however much room there is", () => {
    const asked = judged({ ...small, gpu: { count: 8, usableGiB: 139.81 }, contextTokens: 131_073 });
    expect(asked.fits).toBe(false);
    expect(asked.reason).toContain("was trained for 131072 tokens");
  });

  test.each([
    ["DeepSeek-V4-Flash-Vision-Exp", "its config.json is not in the catalog"],
    ["DeepSeek-V4.1-Flash", "memory of its KV cache in vLLM unknown"],
  ])("cannot judge %s: %s", (name, missing) => {
    expect(planFit({ ...small, model: model(name), gpu: { count: 8, usableGiB: 139.81 } })).toEqual({
      fits: null,
      reason: `${name} cannot be planned: ${missing}`,
    });
  });

  it("plans with a little less than what is stated of an unmeasured GPU", () => {
    const stated = judged({ ...small, gpu: { count: 1, memoryMiB: 24_576 } });
    expect(stated.perGpu).toEqual(judged({ ...small, gpu: { count: 1, usableGiB: 24 * 0.98 } }).perGpu);
  });

  it("spreads a model over two nodes that one does not hold, GPU by GPU", { tags: ["fit-spreads-over-nodes"] }, () => {
    const r1: FitAsk = { ...small, model: model("DeepSeek-R1"), gpu: { count: 8, usableGiB: 79.1 } };
    const [one, two] = [judged(r1), judged({ ...r1, nodes: 2 })];
    expect([one.fits, two.fits]).toEqual([false, true]);
    expect(two.tensorParallel).toBe(8);
    // About half of it: 30 or 31 of 61 layers, and one of the ends.
    expect(two.perGpu.weightsGiB / one.perGpu.weightsGiB).toBeGreaterThan(0.48);
    expect(two.perGpu.weightsGiB / one.perGpu.weightsGiB).toBeLessThan(0.53);
    expect(two.kvNeededGiB / one.kvNeededGiB).toBeLessThan(0.52);
    expect(two.reason).toContain("each of 16 GPUs");
  });

  it("counts the requests of all data parallel ranks, each of which lies on one", { tags: ["fit-counts-all-ranks"] }, () => {
    const r1: FitAsk = {
      model: model("DeepSeek-R1"),
      gpu: { count: 8, usableGiB: 139.81, name: "H200" },
      contextTokens: 65_536,
      concurrent: 20,
    };
    const data = { ...r1, layout: { tensorParallel: 1, dataParallel: 8, expertParallel: true } };
    const [tensor, ranks] = [judged(r1), judged(data)];
    expect([tensor.maxConcurrent, ranks.maxConcurrent]).toEqual([9, 32]);
    expect([tensor.fits, ranks.fits]).toEqual([false, true]);
    expect(ranks.memory.settings).toMatchObject({ dataParallel: 8, expertParallel: true, maxNumBatchedTokens: 2048 });
    expect(ranks.reason).toContain("3 requests of 65536 tokens, one rank's share of 20, take");
    // The longest is one rank's: whoever asks for one request has the cache of one rank alone.
    expect(judged({ ...data, concurrent: 1 }).maxContextTokens).toBe(judged({ ...data, concurrent: 8 }).maxContextTokens);
    expect(judged({ ...data, concurrent: 33 }).fits).toBe(false);
  });

  test.each([
    [{ contextTokens: 0 }, "contextTokens is 0"],
    [{ nodes: 0 }, "nodes is 0"],
    [{ concurrent: 1.5 }, "concurrent is 1.5"],
    [{ gpu: { count: 0, usableGiB: 22 } }, "gpu.count is 0"],
    [{ gpu: { count: 1, usableGiB: -1 } }, "the memory of one GPU is -1 GiB"],
    [{ gpuMemoryUtilization: 1.1 }, "gpuMemoryUtilization is 1.1"],
  ] satisfies [Partial<FitAsk>, string][])("does not take %j", (wrong, message) => {
    expect(() => planFit({ ...small, ...wrong })).toThrow(message);
  });
});

describe("fit, for any model and hardware", () => {
  const known = models.filter((each) => planFit({ ...small, model: each, contextTokens: 1 }).fits !== null);
  const ask = fc.record({
    model: fc.constantFrom(...known),
    gpu: fc.record({ count: fc.integer({ min: 1, max: 16 }), usableGiB: fc.integer({ min: 10, max: 270 }) }),
    contextTokens: fc.integer({ min: 1, max: 131_072 }),
    concurrent: fc.integer({ min: 1, max: 64 }),
    kvCacheDtype: fc.constantFrom("auto" as const, "fp8" as const),
    layout: fc.option(fc.constantFrom(...[1, 2, 8].map((dataParallel) => ({ tensorParallel: 1, dataParallel, expertParallel: true }))), {
      nil: undefined,
    }),
  });
  const holds = (property: (asked: FitAsk) => void) => fc.assert(fc.property(ask, property), { numRuns: 300 });

  it("needs no less cache for a longer context, and less for none but an 8-bit cache", () =>
    holds((asked) => {
      const needed = judged(asked).kvNeededGiB;
      expect(judged({ ...asked, contextTokens: asked.contextTokens + 1 }).kvNeededGiB).toBeGreaterThanOrEqual(needed);
      const ranks = asked.layout?.dataParallel ?? 1;
      expect(judged({ ...asked, concurrent: asked.concurrent + ranks }).kvNeededGiB).toBeGreaterThan(needed);
      expect(judged({ ...asked, kvCacheDtype: "fp8" }).kvNeededGiB).toBeLessThanOrEqual(needed);
    }));

  it("never serves less on more GPUs", () =>
    holds((asked) => {
      const [few, more] = [judged(asked), judged({ ...asked, gpu: { ...asked.gpu, count: asked.gpu.count + 1 } })];
      expect(more.maxContextTokens).toBeGreaterThanOrEqual(few.maxContextTokens);
      expect(more.maxConcurrent).toBeGreaterThanOrEqual(few.maxConcurrent);
    }));

  it("agrees with itself", () =>
    holds((asked) => {
      const { fits, tensorParallel, maxConcurrent, maxContextTokens, kvNeededGiB, perGpu } = judged(asked);
      if (!asked.layout) expect(tensorParallel).toBeLessThanOrEqual(asked.gpu.count);
      expect((asFitModel(asked.model).shape?.attention.heads ?? 0) % tensorParallel).toBe(0);
      const trained = asked.contextTokens <= asked.model.maxContextTokens;
      expect(fits).toBe(trained && kvNeededGiB <= perGpu.kvPoolGiB && perGpu.kvPoolGiB > 0);
      expect(fits).toBe(trained && maxConcurrent >= asked.concurrent);
      expect(fits).toBe(trained && maxContextTokens >= asked.contextTokens);
    }));
});
