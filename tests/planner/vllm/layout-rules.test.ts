import { describe, expect, it, test } from "vitest";
import { findShape } from "../../../planner/check/find-shape.ts";
import type { ModelShape } from "../../../planner/model/shape.ts";
import { type Layout, oneGpu } from "../../../planner/vllm/layout.ts";
import { layoutRefusal } from "../../../planner/vllm/layout-rules.ts";
import { defaultRelease } from "../../../planner/vllm/release.ts";

const shape = (name: string) => findShape(name)?.shape as ModelShape;
const r1 = shape("deepseek-ai/DeepSeek-R1");
const pro = shape("deepseek-ai/DeepSeek-V4-Pro");
const dense = shape("Qwen/Qwen3-32B");

/** `T8`, `T2 D4 E`, `T8 P2`: tensor, data and pipeline sizes, and expert parallelism. */
function layout(text: string): Layout {
  const size = (letter: string) => Number(new RegExp(`${letter}(\\d+)`).exec(text)?.[1] ?? 1);
  return { ...oneGpu, tensorParallel: size("T"), dataParallel: size("D"), pipelineParallel: size("P"), expertParallel: text.includes("E") };
}
const on = (gpus: number, nodes = 1) => ({ gpus, nodes });
const before = (minor: number) => ({ ...defaultRelease, minor: minor - 1 });

describe("a layout runs", () => {
  test.each([
    ["R1, tensor parallel", r1, "T8", on(8)],
    ["R1, experts shared out over tensor ranks", r1, "T8 E", on(8)],
    ["R1, data parallel attention", r1, "D8 E", on(8)],
    ["R1, both", r1, "T2 D4 E", on(8)],
    ["R1, a pipeline over two nodes", r1, "T8 P2 E", on(8, 2)],
    ["R1 over 16 GPUs of one node: 2048 / 16 is one block", r1, "T16", on(16)],
    ["V4 Pro over 16, whose slices are padded since 0.24", pro, "T16 E", on(16)],
    ["a dense model", dense, "T8", on(8)],
    ["one GPU", dense, "T1", on(1)],
  ])("%s", (_what, model, text, replica) => expect(layoutRefusal(model, layout(text), replica)).toBeUndefined());

  it("where V4 Pro has eight tensor ranks, before its slices were padded too", () =>
    expect(layoutRefusal(pro, layout("T8 E"), on(8), before(24))).toBeUndefined());
});

describe("a layout is refused", () => {
  const experts = (change: object): ModelShape => ({
    ...r1,
    layers: r1.layers.map((layer) => (layer.experts ? { ...layer, experts: { ...layer.experts, ...change } } : layer)),
  });
  const heads: ModelShape = {
    ...dense,
    attention: { kind: "heads", heads: 24, kvHeads: 6, headDim: 128, bias: false },
    formats: { linear: "bf16", experts: "bf16" },
  };

  test.each([
    ["of other GPUs than there are", r1, "T4", on(8), "tensor x data parallel is 4, and a node has 8 GPUs"],
    ["of stages that are not the nodes", r1, "T8 P2", on(8), "2 pipeline stages do not match 1 nodes"],
    ["of data ranks on several nodes", r1, "D8 P2 E", on(8, 2), "data parallel ranks run only on one node"],
    ["of heads that do not divide", dense, "T7", on(7), "64 attention heads do not divide by 7"],
    ["of KV heads that are neither shared out nor copied evenly", heads, "T4", on(4), "6 KV heads and 4 tensor ranks do not divide"],
    ["of output groups that do not divide", shape("deepseek-ai/DeepSeek-V4-Flash"), "T16", on(16), "8 output groups"],
    ["of experts that are not there", dense, "T8 E", on(8), "it has no experts to distribute"],
    ["of copies of a dense model", dense, "D8", on(8), "a dense model have no advantage over replicas"],
    ["of data ranks that slice experts", r1, "D8", on(8), "no recipe runs data parallel attention without expert parallelism"],
    ["of experts that do not divide", experts({ count: 252 }), "D8 E", on(8), "252 experts do not divide by 8 ranks"],
    [
      "of experts in slices that end within a block",
      experts({ intermediate: 2560, shared: 0 }),
      "T8",
      on(8),
      "the 2560 of an expert in 8 slices are 320 each, not a multiple of 128, the block that shares a scale",
    ],
    [
      "of a dense network in slices that end within a block",
      { ...r1, layers: r1.layers.map((layer) => (layer.dense === null ? layer : { ...layer, dense: 18_496 })) },
      "T8",
      on(8),
      "the 18496 of a dense network in 8 slices are 2312 each",
    ],
    ["of R1 over 32", r1, "T32 E", on(32), "the 18432 of a dense network in 32 slices are 576 each"],
  ] satisfies [string, ModelShape, string, { gpus: number; nodes: number }, string][])(
    "%s",
    { tags: ["layouts-that-are-refused"] },
    (_what, model, text, replica, reason) => expect(layoutRefusal(model, layout(text), replica)).toContain(reason),
  );

  it("of V4 Pro over 16 up to 0.23, where vLLM stops: 3072 / 16 is a block and a half", { tags: ["layout-of-whole-blocks"] }, () => {
    expect(layoutRefusal(pro, layout("T16 E"), on(16), before(24))).toBe(
      "the 3072 of the shared experts in 16 slices are 192 each, not a multiple of 128, the block that shares a scale",
    );
  });

  it("not of experts that are whole, whatever their slices would be", { tags: ["whole-experts-have-no-slices"] }, () => {
    const wide = experts({ intermediate: 2560, shared: 0 });
    expect(layoutRefusal(wide, layout("T8"), on(8))).toBeDefined();
    expect(layoutRefusal(wide, layout("T8 E"), on(8))).toBeUndefined();
    expect(layoutRefusal(wide, layout("D8 E"), on(8))).toBeUndefined();
  });
});
