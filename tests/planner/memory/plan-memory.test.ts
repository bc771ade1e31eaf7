import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { modelConfigs } from "../../../catalog/model-configs.ts";
import { findShape } from "../../../planner/check/find-shape.ts";
import { type MemoryPlan, planMemory } from "../../../planner/memory/plan-memory.ts";
import { readConfig } from "../../../planner/model/read-config.ts";
import type { ModelShape } from "../../../planner/model/shape.ts";
import { readRelease } from "../../../planner/vllm/release.ts";
import type { AskedSettings } from "../../../planner/vllm/settings.ts";

const shape = (name: string) => findShape(name)?.shape as ModelShape;
const plan = (name: string, settings: AskedSettings = {}, usableGiB = 79.18, gpu = "H100") =>
  planMemory({ shape: shape(name), gpu: { name: gpu, usableGiB }, settings });
const perToken = ({ ranks, worst }: MemoryPlan) => {
  const cache = ranks[worst]?.cache;
  return (cache?.bytesPerBlock ?? 0) / (cache?.groups[0]?.layers[0]?.blockTokens ?? 1);
};

describe("bytes of a token", () => {
  test.each([
    ["deepseek-ai/DeepSeek-R1-Distill-Qwen-32B", {}, 262_144],
    ["deepseek-ai/DeepSeek-R1-Distill-Qwen-32B", { tensorParallel: 4, kvCacheDtype: "fp8" }, 32_768],
    ["deepseek-ai/DeepSeek-R1-Distill-Qwen-7B", { tensorParallel: 8 }, 14_336],
    ["deepseek-ai/DeepSeek-R1", { tensorParallel: 8 }, 70_272],
    ["deepseek-ai/DeepSeek-R1", { tensorParallel: 8, kvCacheDtype: "fp8" }, 35_136],
    ["deepseek-ai/DeepSeek-R1", { draft: true }, 71_424],
    ["deepseek-ai/DeepSeek-R1", { release: readRelease("V0 0.7.3") }, 78_080],
    ["deepseek-ai/DeepSeek-V3.2", { kvCacheDtype: "fp8" }, 61 * 788],
    ["deepseek-ai/DeepSeek-V3.2", { release: readRelease("0.13.0") }, 61 * 788],
    ["deepseek-ai/DeepSeek-V3.2", {}, 61 * (1152 + 132)],
    ["Qwen/Qwen3-8B", { kvCacheDtype: "nvfp4" }, 147_456 * 0.28125],
  ] satisfies [string, AskedSettings, number][])("%s %j: %d", { tags: ["bytes-of-a-token"] }, (name, settings, bytes) =>
    expect(perToken(plan(name, settings))).toBe(bytes),
  );

  it("of sparse latents are plain 8 bits on Blackwell", () => {
    expect(perToken(plan("deepseek-ai/DeepSeek-V3.2", { kvCacheDtype: "fp8" }, 178, "B200"))).toBe(61 * (576 + 132));
  });

  it("refuses what has no layout", () => {
    expect(() => plan("Qwen/Qwen3-8B", { kvCacheDtype: "turboquant_4bit_nc" })).toThrow(
      'kvCacheDtype is "turboquant_4bit_nc"; accepted: auto',
    );
    expect(() => plan("deepseek-ai/DeepSeek-V4-Flash", { tensorParallel: 8, decodeContextParallel: 2 })).toThrow(
      "cannot be used with sliding windows",
    );
  });
});

describe("a plan of memory", () => {
  it("takes the graphs off since 0.21, and uses more of a GPU", () => {
    const [old, recent] = [plan("Qwen/Qwen3-8B", { release: readRelease("0.11.0") }), plan("Qwen/Qwen3-8B")];
    expect([old.settings.utilization, old.ranks[0]?.cudaGraphs.mid]).toEqual([0.9, 0]);
    expect(recent.settings.utilization).toBe(0.92);
    expect(recent.ranks[0]?.cudaGraphs.mid).toBeGreaterThan(0);
    expect(plan("Qwen/Qwen3-8B", { eager: true }).ranks[0]?.cudaGraphs.mid).toBe(0);
  });

  it("is what --kv-cache-memory-bytes says, and nothing else", () => {
    const fixed = plan("Qwen/Qwen3-8B", { kvCacheGiB: 6 }).ranks[0]?.pool;
    expect([fixed?.low, fixed?.mid, fixed?.high]).toEqual([6 * 1024 ** 3, 6 * 1024 ** 3, 6 * 1024 ** 3]);
  });

  it("is decided by the worst stage of a pipeline", { tags: ["plan-by-worst-stage"] }, () => {
    const { ranks, worst, tokens } = plan("meta-llama/Llama-3.1-70B", { pipelineParallel: 4, maxModelLen: 8192 });
    expect(ranks).toHaveLength(4);
    // The last stage has the head, and samples.
    expect(worst).toBe(3);
    expect(tokens.mid).toBeGreaterThan(0);
  });

  it("shares tokens out with decode context parallelism", () => {
    const settings = { tensorParallel: 8, maxModelLen: 131_072 };
    const [whole, shared] = [
      plan("deepseek-ai/DeepSeek-R1", settings, 139.81, "H200"),
      plan("deepseek-ai/DeepSeek-R1", { ...settings, decodeContextParallel: 8 }, 139.81, "H200"),
    ];
    expect(shared.tokens.mid / whole.tokens.mid).toBeCloseTo(8, 1);
  });

  it("keeps one step in flight before 0.26 and two since, with a draft as well, which V4's windows take", () => {
    const of = (version: string, settings: AskedSettings = {}) =>
      plan("deepseek-ai/DeepSeek-V4-Flash", { release: readRelease(version), ...settings }).settings.inFlight;
    expect([of("0.25.0"), of("0.26.0"), of("0.33.0", { asyncScheduling: false })]).toEqual([8192, 16_384, 8192]);
    expect(of("0.22.0", { caller: "code" })).toBe(16_384);
    expect([of("0.25.0", { draft: true }), of("0.26.0", { draft: true })]).toEqual([8192, 16_384]);
  });

  test.each([
    [{ tensorParallel: 0 }, "tensorParallel is 0"],
    [{ maxNumSeqs: 1.5 }, "maxNumSeqs is 1.5"],
    [{ utilization: 1.2 }, "gpuMemoryUtilization is 1.2; accepted: a share above 0, at most 1"],
    [{ tensorParallel: 8, decodeContextParallel: 3 }, "decodeContextParallel is 3; accepted: a divisor of tensorParallel (8)"],
  ])("does not take %j", (settings, message) => expect(() => plan("Qwen/Qwen3-8B", settings)).toThrow(message));
});

describe("a plan of memory, for any model, GPU and settings", () => {
  const shapes = modelConfigs.map(({ config }) => readConfig(config));
  const ask = fc.record({
    shape: fc.constantFrom(...shapes),
    usableGiB: fc.integer({ min: 20, max: 270 }),
    tensorParallel: fc.constantFrom(1, 2, 4, 8),
    maxModelLen: fc.integer({ min: 256, max: 131_072 }),
    maxNumBatchedTokens: fc.constantFrom(2048, 8192, 16_384),
    release: fc.constantFrom("V0 0.7.3", "0.11.0", "0.25.0", "0.33.0").map(readRelease),
  });
  const planned = ({ shape: of, usableGiB, ...settings }: AskedSettings & { shape: ModelShape; usableGiB: number }) =>
    planMemory({ shape: of, gpu: { name: "H100", usableGiB }, settings });
  const holds = (
    property: (asked: AskedSettings & { shape: ModelShape; usableGiB: number; maxModelLen: number; tensorParallel: number }) => void,
  ) => fc.assert(fc.property(ask, property), { numRuns: 200 });

  it("needs no less for a longer request", () =>
    holds((asked) => {
      expect(planned({ ...asked, maxModelLen: asked.maxModelLen + 1 }).perRequest).toBeGreaterThanOrEqual(planned(asked).perRequest);
    }));

  it("has more room on a larger GPU, and smaller weights on more ranks", () =>
    holds((asked) => {
      const [less, more] = [planned(asked), planned({ ...asked, usableGiB: asked.usableGiB + 1 })];
      // A GPU of another class gets other batch limits, which cost more than one GiB.
      if (less.settings.maxNumSeqs === more.settings.maxNumSeqs && less.settings.maxNumBatchedTokens === more.settings.maxNumBatchedTokens)
        expect(more.tokens.mid).toBeGreaterThanOrEqual(less.tokens.mid);
      const split = planned({ ...asked, tensorParallel: asked.tensorParallel * 2 });
      expect(split.ranks[0]?.weights.mid).toBeLessThan((less.ranks[0]?.weights.mid ?? 0) + 0.25 * 1024 ** 3);
    }));

  it("holds every midpoint in its range, and takes all parts off what vLLM may use", () =>
    holds((asked) => {
      const { ranks, requested, tokens, concurrency } = planned(asked);
      for (const rank of ranks) {
        for (const range of [rank.weights, rank.activation, rank.nonTorch, rank.cudaGraphs, rank.pool]) {
          expect(range.low).toBeLessThanOrEqual(range.mid);
          expect(range.high).toBeGreaterThanOrEqual(range.mid);
          if (range.low !== range.high) expect(range.why).not.toBe("");
        }
        expect(rank.pool.mid).toBeCloseTo(requested - rank.weights.mid - rank.activation.mid - rank.nonTorch.mid - rank.cudaGraphs.mid, 0);
      }
      expect(tokens.low <= tokens.mid && tokens.mid <= tokens.high).toBe(true);
      expect(concurrency.low <= concurrency.mid && concurrency.mid <= concurrency.high).toBe(true);
    }));
});
