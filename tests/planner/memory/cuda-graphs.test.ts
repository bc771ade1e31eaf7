import { describe, expect, it, test } from "vitest";
import { findShape } from "../../../planner/check/find-shape.ts";
import { capturedSizes, cudaGraphs } from "../../../planner/memory/cuda-graphs.ts";
import type { ModelShape } from "../../../planner/model/shape.ts";
import { readRelease } from "../../../planner/vllm/release.ts";
import { type AskedSettings, resolveSettings } from "../../../planner/vllm/settings.ts";

const range = (name: string, asked: AskedSettings, gpu = { memoryGiB: 39.5, name: "A100" }) => {
  const shape = findShape(name)?.shape as ModelShape;
  const { low, mid, high } = cudaGraphs(shape, resolveSettings(asked, shape, gpu));
  return [low, mid, high].map((bytes) => bytes / 1024 ** 3) as [number, number, number];
};

describe("batch sizes that are captured", () => {
  // Logs of 0.19 and 0.22 print these: PIECEWISE=51 (largest=512), 35 (largest=256), FULL=19 (largest=128).
  test.each([
    [512, 51],
    [256, 35],
    [128, 19],
    [64, 11],
    [16, 5],
    [1, 1],
  ])("up to %d: %d", (largest, sizes) => expect(capturedSizes(largest)).toBe(sizes));
});

describe("what is taken off the pool for CUDA graphs", () => {
  // Estimates in logs, with the driver that each ran on.
  test.each([
    ["Qwen/Qwen2.5-7B-Instruct", { release: readRelease("0.22.0"), maxNumSeqs: 128 }, 0.37],
    ["meta-llama/Llama-3.1-8B", { release: readRelease("0.31.0") }, 0.44],
    ["Qwen/Qwen3-8B", { release: readRelease("0.33.0") }, 2.35],
    ["nvidia/GLM-5.2-NVFP4", { release: readRelease("0.26.0"), expertParallel: true, tensorParallel: 4 }, 4.99],
  ] satisfies [string, AskedSettings, number][])(
    "%s %j: %d GiB are in the range",
    { tags: ["cuda-graphs-in-range"] },
    (name, asked, logged) => {
      const [low, , high] = range(name, asked);
      expect(low).toBeLessThan(logged);
      expect(high).toBeGreaterThan(logged);
    },
  );

  it("is nothing before 0.20, in eager mode, and with the second runner before 0.29", { tags: ["cuda-graphs-by-runner"] }, () => {
    expect(range("Qwen/Qwen3-8B", { release: readRelease("0.19.1") })).toEqual([0, 0, 0]);
    expect(range("Qwen/Qwen3-8B", { eager: true })).toEqual([0, 0, 0]);
    expect(range("Qwen/Qwen2.5-7B-Instruct", { release: readRelease("0.26.0") })).toEqual([0, 0, 0]);
    expect(range("Qwen/Qwen2.5-7B-Instruct", { release: readRelease("0.22.0") })[1]).toBeGreaterThan(0.3);
    expect(range("Qwen/Qwen3-30B-A3B", { release: readRelease("0.26.0") })[1]).toBeGreaterThan(0.3);
  });

  it("follows the layers and the batch sizes", () => {
    const of = (name: string, maxNumSeqs: number) => range(name, { maxNumSeqs })[1];
    expect(of("meta-llama/Llama-3.1-70B", 256)).toBeGreaterThan(2 * of("meta-llama/Llama-3.1-8B", 256));
    expect(of("meta-llama/Llama-3.1-8B", 8)).toBeLessThan(0.2 * of("meta-llama/Llama-3.1-8B", 256));
  });
});
