import { describe, expect, it, test } from "vitest";
import { models } from "../../../catalog/models.ts";
import { shapeOf } from "../../../planner/catalog-shape.ts";
import { findShape } from "../../../planner/check/find-shape.ts";
import { fileBytes, stageWeights, type WeightOptions } from "../../../planner/memory/rank-weights.ts";
import type { ModelShape } from "../../../planner/model/shape.ts";
import { type Layout, oneGpu } from "../../../planner/vllm/layout.ts";

const shape = (name: string) => findShape(name)?.shape as ModelShape;
const gib = (name: string, layout: Partial<Layout> = {}, options: Partial<WeightOptions> = {}) =>
  stageWeights(shape(name), { layout: { ...oneGpu, ...layout }, draft: false, absorbed: false, kernels: "triton", ...options }).map(
    (bytes) => bytes / 1024 ** 3,
  );

describe("weights of data parallel ranks", () => {
  const r1 = (layout: Partial<Layout>) => gib("deepseek-ai/DeepSeek-R1", layout)[0] ?? 0;
  const GiB = 1024 ** 3;
  /** R1's routed experts of all layers, and its shared ones, in GiB: 58 layers, 256 and 1 of 3 x 7168 x 2048 in blocks of 8 bits. */
  const [routed, shared] = [256, 1].map((count) => (58 * count * 3 * 7168 * 2048 * (1 + 4 / 128 ** 2)) / GiB) as [number, number];

  it("are attention whole, and a share of the experts", { tags: ["weights-of-data-ranks"] }, () => {
    const [whole, eight] = [r1({}), r1({ dataParallel: 8, expertParallel: true })];
    expect(whole - eight).toBeCloseTo((routed * 7) / 8, 1);
  });

  it("are slices of experts over all ranks without expert parallelism", () =>
    expect(r1({ dataParallel: 8 })).toBeCloseTo(r1({ dataParallel: 8, expertParallel: true }), 1));

  it("have shared experts whole where tensor ranks share tokens out", { tags: ["shared-experts-whole"] }, () => {
    const [tensor, both] = [
      r1({ tensorParallel: 2, expertParallel: true }),
      r1({ tensorParallel: 2, dataParallel: 4, expertParallel: true }),
    ];
    expect(both - tensor).toBeCloseTo(routed / 8 - routed / 2 + shared / 2, 1);
  });
});

describe("weights by the shape of a model", () => {
  const sized = models.filter(({ name, checkpointBytes }) => checkpointBytes !== null && !/NVFP4|V4.1|Vision/.test(name));

  it("have checkpoints to be held against", () => expect(sized.length).toBeGreaterThanOrEqual(19));

  test.each(sized)("$name: the size of its files, to 0.7%", (model) => {
    expect(Math.abs(fileBytes(shapeOf(model) as ModelShape) / (model.checkpointBytes ?? 0) - 1)).toBeLessThan(0.007);
  });

  test.each([
    ["openai/gpt-oss-20b", {}, {}, 13.47],
    ["openai/gpt-oss-120b", {}, {}, 64.38],
    ["openai/gpt-oss-120b", {}, { kernels: "marlin" as const }, 65.97],
    ["meta-llama/Llama-3.1-8B", {}, {}, 14.99],
    ["Qwen/Qwen3-0.6B", {}, {}, 1.12],
    ["Qwen/Qwen3-32B", { tensorParallel: 2 }, {}, 30.59],
    ["nvidia/Llama-3.3-70B-Instruct-FP8", {}, {}, 67.7],
    ["deepseek-ai/DeepSeek-R1", { tensorParallel: 8 }, { absorbed: true }, 83.88],
    ["Qwen/Qwen2.5-Math-1.5B", {}, {}, 2.88],
    ["deepseek-ai/DeepSeek-V4-Flash-0731", { expertParallel: true }, { draft: true }, 156.32],
    ["nvidia/GLM-5.2-NVFP4", { tensorParallel: 4, expertParallel: true }, {}, 106.69],
  ])("%s %j %j: as vLLM logged, to 1%", (name, layout, options, logged) => {
    expect(Math.abs((gib(name, layout, options)[0] ?? 0) / logged - 1)).toBeLessThan(0.01);
  });
});

describe("a rank's share", () => {
  it("is even but for what every rank has whole: MLA's down-projections, routers and the indexer", () => {
    const [one = 0] = gib("deepseek-ai/DeepSeek-V3");
    const [eighth = 0] = gib("deepseek-ai/DeepSeek-V3", { tensorParallel: 8 });
    expect(eighth).toBeGreaterThan(one / 8);
    expect(eighth).toBeLessThan((one / 8) * 1.03);
    expect(gib("deepseek-ai/DeepSeek-V3.2", { tensorParallel: 8 })[0]).toBeGreaterThan(eighth);
  });

  it("keeps a KV head for each rank where there are fewer heads than ranks", () => {
    const split = (tensorParallel: number) => (gib("Qwen/Qwen2.5-1.5B", { tensorParallel })[0] ?? 0) * tensorParallel;
    expect(split(2)).toBeCloseTo(split(1), 1);
    // Two more heads of 128, for keys and for values, in each of 28 layers of 1536, in 16 bits.
    expect(split(4) - split(2)).toBeCloseTo((2 * 128 * 2 * 28 * 1536 * 2) / 1024 ** 3, 2);
  });

  it("has whole experts with expert parallelism, over data ranks too", { tags: ["expert-parallel-share"] }, () => {
    const [tensor = 0] = gib("deepseek-ai/DeepSeek-R1", { tensorParallel: 8 });
    const [expert = 0] = gib("deepseek-ai/DeepSeek-R1", { tensorParallel: 8, expertParallel: true });
    const [wide = 0] = gib("deepseek-ai/DeepSeek-R1", { tensorParallel: 8, expertParallel: true, dataParallel: 2 });
    expect(expert).toBeCloseTo(tensor, 5);
    expect(wide).toBeLessThan(tensor * 0.6);
  });

  it("is that of a pipeline stage: the table on the first, the head on the last", () => {
    const stages = gib("meta-llama/Llama-3.1-70B", { pipelineParallel: 4 });
    expect(stages).toHaveLength(4);
    expect(stages.reduce((a, b) => a + b, 0)).toBeCloseTo(gib("meta-llama/Llama-3.1-70B")[0] ?? 0, 5);
    expect(stages[0]).toBeGreaterThan(stages[1] ?? 0);
    expect(stages[3]).toBeGreaterThan(stages[2] ?? 0);
  });

  it("has the draft layers where they are loaded", () => {
    expect((gib("deepseek-ai/DeepSeek-R1", {}, { draft: true })[0] ?? 0) - (gib("deepseek-ai/DeepSeek-R1")[0] ?? 0)).toBeCloseTo(10.9, 0);
  });

  it("is smaller in 4 bits, by as much as scales leave", () => {
    const ratio = (name: string) => (gib(name)[0] ?? 0) / (gib("Qwen/Qwen3-32B")[0] ?? 1);
    expect(ratio("Qwen/Qwen3-32B-AWQ")).toBeGreaterThan(0.25);
    expect(ratio("Qwen/Qwen3-32B-AWQ")).toBeLessThan(0.33);
    expect(ratio("Qwen/Qwen3-32B-FP8")).toBeGreaterThan(0.5);
  });
});
