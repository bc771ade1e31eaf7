import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { findModel, type Model, models } from "../../catalog/models.ts";
import { type FitAsk, type PlannedFit, planFit } from "../../planner/fit.ts";
import { caseOf, deviation, numberOf } from "./vllm-cases.ts";

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

describe("fit against published logs, with nothing taken from them but the GPU, the utilisation and the batch limit", () => {
  // Case 14, 20 and 23 are of the V0 engine, whose activations (0.2 to 9.4 GiB) followed from limits that the logs do not show.
  test.each([
    { id: 4, name: "DeepSeek-R1-Distill-Llama-8B", limits: {}, why: "V1, vLLM's limits for a GPU of this size" },
    { id: 13, name: "DeepSeek-R1", limits: {}, why: "V0, activations of a long context" },
    { id: 17, name: "DeepSeek-R1-Distill-Llama-8B", limits: { maxNumSeqs: 256 }, why: "V0, which decoded at most 256 requests together" },
    { id: 25, name: "DeepSeek-Coder-V2-Lite-Instruct", limits: {}, why: "V0 on A100" },
    { id: 41, name: "DeepSeek-R1-Distill-Qwen-32B", limits: { maxNumSeqs: 256 }, why: "V0, as 17" },
  ])("case $id, $name: the pool to 10% ($why)", ({ id, name, limits }) => {
    const entry = caseOf(id);
    const gpu = { count: numberOf(entry, "n_gpus"), usableGiB: numberOf(entry, "gpu_total_gib") };
    const { perGpu } = judged({
      model: model(name),
      gpu,
      contextTokens: 1024,
      concurrent: 1,
      gpuMemoryUtilization: numberOf(entry, "gpu_memory_utilization"),
      ...limits,
    });
    expect(deviation(perGpu.kvPoolGiB, numberOf(entry, "kv_gib"))).toBeLessThan(0.1);
  });
});

describe("fit", () => {
  it("serves what has room", () => {
    expect(judged(small)).toMatchObject({ fits: true, tensorParallel: 1, maxConcurrent: 1, kvNeededGiB: 1.75 });
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
    ["DeepSeek-V3.2-Exp", "checkpoint size unknown"],
    ["DeepSeek-V4-Flash-Vision-Exp", "number of attention heads unknown"],
    ["DeepSeek-V4.1-Flash", "memory of its KV cache in vLLM unknown"],
  ])("cannot judge %s: %s", (name, missing) => {
    expect(planFit({ ...small, model: model(name), gpu: { count: 8, usableGiB: 139.81 } })).toEqual({
      fits: null,
      reason: `${name} cannot be judged: ${missing}`,
    });
  });

  it("spreads a model over two nodes that one does not hold, GPU by GPU", () => {
    const r1: FitAsk = { ...small, model: model("DeepSeek-R1"), gpu: { count: 8, usableGiB: 79.1 } };
    const [one, two] = [judged(r1), judged({ ...r1, nodes: 2 })];
    expect([one.fits, two.fits]).toEqual([false, true]);
    expect(two.tensorParallel).toBe(8);
    // A little more than half of it: 31 of 61 layers, and one of the ends.
    expect(two.perGpu.weightsGiB / one.perGpu.weightsGiB).toBeGreaterThan(31 / 61);
    expect(two.perGpu.weightsGiB / one.perGpu.weightsGiB).toBeLessThan(0.52);
    expect(two.kvNeededGiB / one.kvNeededGiB).toBeCloseTo(31 / 61, 6);
    expect(two.reason).toContain("each of 16 GPUs");
  });

  it("cannot judge V4 over several nodes", () => {
    const v4 = planFit({ ...small, model: model("DeepSeek-V4-Flash"), gpu: { count: 8, usableGiB: 139.81 }, nodes: 2 });
    expect(v4).toEqual({ fits: null, reason: expect.stringContaining("KV cache in vLLM over several nodes unknown") });
  });

  it("plans with a little less than what is stated of an unmeasured GPU", () => {
    const stated = judged({ ...small, gpu: { count: 1, memoryMiB: 24_576 } });
    expect(stated.perGpu).toEqual(judged({ ...small, gpu: { count: 1, usableGiB: 24 * 0.98 } }).perGpu);
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
  const ask = fc
    .record({
      model: fc.constantFrom(...known),
      gpu: fc.record({ count: fc.integer({ min: 1, max: 16 }), usableGiB: fc.integer({ min: 10, max: 270 }) }),
      nodes: fc.integer({ min: 1, max: 8 }),
      contextTokens: fc.integer({ min: 1, max: 131_072 }),
      concurrent: fc.integer({ min: 1, max: 64 }),
      kvCacheDtype: fc.constantFrom("auto" as const, "fp8" as const),
    })
    // V4 over several nodes is not judged.
    .map((any) => (any.model.kvCache.kind === "v4" ? { ...any, nodes: 1 } : any));
  const holds = (property: (asked: FitAsk) => void) => fc.assert(fc.property(ask, property), { numRuns: 300 });

  it("needs no less cache for a longer context, and less for none but an 8-bit cache", () =>
    holds((asked) => {
      const needed = judged(asked).kvNeededGiB;
      expect(judged({ ...asked, contextTokens: asked.contextTokens + 1 }).kvNeededGiB).toBeGreaterThanOrEqual(needed);
      expect(judged({ ...asked, concurrent: asked.concurrent + 1 }).kvNeededGiB).toBeGreaterThan(needed);
      expect(judged({ ...asked, kvCacheDtype: "fp8" }).kvNeededGiB).toBeLessThanOrEqual(needed);
    }));

  // On one node: where a stage has few weights, the buffers of more ranks can outweigh what each of them is spared.
  it("leaves no less for the cache on more GPUs, and never serves less", () =>
    holds((any) => {
      const asked = { ...any, nodes: 1 };
      const [few, more] = [judged(asked), judged({ ...asked, gpu: { ...asked.gpu, count: asked.gpu.count + 1 } })];
      expect(more.perGpu.kvPoolGiB).toBeGreaterThanOrEqual(few.perGpu.kvPoolGiB);
      expect(more.maxContextTokens).toBeGreaterThanOrEqual(few.maxContextTokens);
      expect(more.maxConcurrent).toBeGreaterThanOrEqual(few.maxConcurrent);
    }));

  it("leaves no less for the cache on twice the nodes, and never serves less", () =>
    holds((asked) => {
      if (asked.model.kvCache.kind === "v4") return;
      const [few, more] = [1, 2].map((times) => judged({ ...asked, nodes: (asked.nodes ?? 1) * times })) as [PlannedFit, PlannedFit];
      expect(more.perGpu.weightsGiB).toBeLessThanOrEqual(few.perGpu.weightsGiB);
      expect(more.kvNeededGiB).toBeLessThanOrEqual(few.kvNeededGiB);
      expect(more.maxContextTokens).toBeGreaterThanOrEqual(few.maxContextTokens);
    }));

  it("agrees with itself", () =>
    holds((asked) => {
      const { fits, tensorParallel, maxConcurrent, maxContextTokens, kvNeededGiB, perGpu } = judged(asked);
      expect(tensorParallel).toBeLessThanOrEqual(asked.gpu.count);
      expect((asked.model.attentionHeads ?? 0) % tensorParallel).toBe(0);
      const trained = asked.contextTokens <= asked.model.maxContextTokens;
      expect(fits).toBe(trained && kvNeededGiB <= perGpu.kvPoolGiB && perGpu.kvPoolGiB > 0);
      expect(fits).toBe(trained && maxConcurrent >= asked.concurrent);
      expect(fits).toBe(trained && maxContextTokens >= asked.contextTokens);
    }));
});
