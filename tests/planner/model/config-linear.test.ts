import { describe, expect, it, test } from "vitest";
import { findShape } from "../../../planner/check/find-shape.ts";
import { planMemory } from "../../../planner/memory/plan-memory.ts";
import { fileBytes } from "../../../planner/memory/rank-weights.ts";
import { readConfig } from "../../../planner/model/read-config.ts";
import type { ModelShape } from "../../../planner/model/shape.ts";
import { readRelease } from "../../../planner/vllm/release.ts";

const shape = (name: string) => findShape(name)?.shape as ModelShape;
const states = ({ layers }: ModelShape) => layers.filter(({ cache }) => cache.kind === "state").length;

describe("models with linear attention or Mamba layers", () => {
  // Parameters as their names or cards state them, in billions.
  test.each([
    ["Qwen/Qwen3-Next-80B-A3B-Instruct", 36, 48, 79.7],
    ["moonshotai/Kimi-Linear-48B-A3B-Instruct", 20, 27, 49.1],
    ["ibm-granite/granite-4.0-h-small", 36, 40, 32.2],
  ])("%s: %d of %d layers keep a state, %d billion parameters", (name, linear, layers, billions) => {
    expect([states(shape(name)), shape(name).layers.length]).toEqual([linear, layers]);
    expect(fileBytes(shape(name)) / 2e9).toBeCloseTo(billions, 1);
  });

  it("Qwen3-Next on two H200 with 0.11: what its log prints of blocks and requests", { tags: ["states-of-linear-attention"] }, () => {
    const settings = { release: readRelease("0.11.0"), tensorParallel: 2, kvCacheGiB: 44.59 };
    const { ranks, tokens, concurrency } = planMemory({
      shape: shape("Qwen/Qwen3-Next-80B-A3B-Instruct"),
      gpu: { name: "H200", usableGiB: 139.81 },
      settings,
    });
    // "Setting attention block size to 544 tokens": a state of 548,864 B over 1024 B of a token, in whole multiples of 16.
    expect(ranks[0]?.cache.groups.map(({ layers }) => [layers.length, layers[0]?.kind, layers[0]?.blockTokens])).toEqual([
      [12, "state", 544],
      [12, "state", 544],
      [12, "state", 544],
      [12, "full", 544],
    ]);
    expect(tokens.mid).toBe(973_760);
    expect(concurrency.mid).toBeCloseTo(14.77, 2);
    expect((ranks[0]?.weights.mid ?? 0) / 1024 ** 3).toBeCloseTo(74.28, 0);
  });

  it("take two states for a request since prefixes are cached by default", () => {
    const plan = (release: string) =>
      planMemory({
        shape: shape("Qwen/Qwen3-Next-80B-A3B-Instruct"),
        gpu: { name: "H200", usableGiB: 139.81 },
        settings: { release: readRelease(release), tensorParallel: 2, maxModelLen: 32_768 },
      });
    const [before, since] = [plan("0.27.0"), plan("0.28.0")];
    expect((since.perRequest - before.perRequest) / (since.ranks[0]?.cache.bytesPerBlock ?? 1)).toBe(3);
  });

  it("Qwen3.5 is read from its nested config, with states in 32 bits", () => {
    const text = {
      model_type: "qwen3_5_text",
      hidden_size: 2560,
      num_hidden_layers: 4,
      num_attention_heads: 16,
      num_key_value_heads: 4,
      head_dim: 256,
      intermediate_size: 9216,
      vocab_size: 248_320,
      max_position_embeddings: 262_144,
      attn_output_gate: true,
      linear_num_key_heads: 16,
      linear_num_value_heads: 32,
      linear_key_head_dim: 128,
      linear_value_head_dim: 128,
      linear_conv_kernel_dim: 4,
      mamba_ssm_dtype: "float32",
      layer_types: ["linear_attention", "linear_attention", "linear_attention", "full_attention"],
    };
    const read = readConfig({
      architectures: ["Qwen3_5ForConditionalGeneration"],
      model_type: "qwen3_5",
      text_config: text,
      vision_config: {},
    });
    expect(states(read)).toBe(3);
    expect(read.layers[0]?.cache).toEqual({ kind: "state", channels: 8192, taps: 3, elements: 32 * 128 * 128, bytes: 4 });
    expect(read.attention).toMatchObject({ kind: "heads", gated: true });
    expect(() => readConfig({ ...text, architectures: ["X"], linear_conv_kernel_dim: undefined })).toThrow(
      "config.json: linear_conv_kernel_dim is missing",
    );
  });
});
