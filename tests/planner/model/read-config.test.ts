import { describe, expect, it, test } from "vitest";
import { modelConfigs } from "../../../catalog/model-configs.ts";
import { models } from "../../../catalog/models.ts";
import { shapeOf } from "../../../planner/catalog-shape.ts";
import { formatsOf } from "../../../planner/model/quantization.ts";
import { readConfig } from "../../../planner/model/read-config.ts";

const plain = {
  architectures: ["LlamaForCausalLM"],
  model_type: "llama",
  hidden_size: 4096,
  num_hidden_layers: 4,
  num_attention_heads: 32,
  num_key_value_heads: 8,
  vocab_size: 128_256,
  max_position_embeddings: 131_072,
  intermediate_size: 14_336,
};
const kinds = (config: object) => readConfig({ ...plain, ...config }).layers.map(({ cache }) => cache.kind);

describe("a config.json", () => {
  test.each(modelConfigs.map((entry) => [entry.repositories[0], entry] as const))("%s is read", (_name, { config }) => {
    expect(readConfig(config).layers.length).toBeGreaterThan(0);
  });

  test.each(models.filter((model) => shapeOf(model) !== undefined))("$name agrees with what the catalog says of the model", (model) => {
    const shape = shapeOf(model);
    expect([shape?.layers.length, shape?.attention.heads, shape?.vocabulary]).toEqual([
      model.layers,
      model.attentionHeads,
      model.vocabularySize,
    ]);
    if (model.hiddenSize !== null) expect(shape?.hidden).toBe(model.hiddenSize);
  });

  it("tells layers by their types, a pattern, or one window for all", () => {
    expect(
      kinds({
        layer_types: ["sliding_attention", "full_attention", "chunked_attention", "full_attention"],
        sliding_window: 128,
        attention_chunk_size: 8192,
      }),
    ).toEqual(["window", "full", "window", "full"]);
    expect(kinds({ model_type: "gemma3_text", sliding_window: 512, sliding_window_pattern: 2 })).toEqual([
      "window",
      "full",
      "window",
      "full",
    ]);
    expect(kinds({ model_type: "mistral", sliding_window: 4096 })).toEqual(["window", "window", "window", "window"]);
    expect(kinds({ sliding_window: 4096, use_sliding_window: false })).toEqual(["full", "full", "full", "full"]);
    expect(kinds({ attention_chunk_size: 8192 })).toEqual(["window", "window", "window", "full"]);
  });

  it("tells dense layers from those of experts", () => {
    const moe = {
      n_routed_experts: 64,
      num_experts_per_tok: 6,
      moe_intermediate_size: 1408,
      n_shared_experts: 2,
      first_k_dense_replace: 1,
    };
    expect(readConfig({ ...plain, ...moe }).layers.map(({ experts, dense }) => [experts?.count ?? 0, dense])).toEqual([
      [0, 14_336],
      [64, null],
      [64, null],
      [64, null],
    ]);
    expect(
      readConfig({ ...plain, num_experts: 8, num_experts_per_tok: 2, moe_intermediate_size: 768, mlp_only_layers: [2] }).layers[2]?.experts,
    ).toBeNull();
  });

  it("of a model that sees images is that of its language model, with the encoder's weights", () => {
    const shape = readConfig({
      architectures: ["X"],
      model_type: "x",
      text_config: plain,
      vision_config: { hidden_size: 1024, num_hidden_layers: 24, intermediate_size: 4096 },
    });
    expect(shape).toMatchObject({ architecture: "X", hidden: 4096, multimodal: true });
    expect(shape.encoderBytes).toBe(24 * (4 * 1024 ** 2 + 3 * 1024 * 4096) * 2);
  });

  test.each([
    [{ ...plain, vocab_size: undefined }, "config.json: vocab_size"],
    [{ ...plain, intermediate_size: undefined }, "config.json: intermediate_size is missing"],
    [{ ...plain, layer_types: ["linear_attention"] }, "config.json: linear_num_key_heads is missing"],
    [{ ...plain, layer_types: ["recurrent"] }, 'layers of type "recurrent" are not known'],
    [
      {
        ...plain,
        compress_ratios: [3, 3, 3, 3],
        head_dim: 512,
        q_lora_rank: 1,
        o_groups: 1,
        o_lora_rank: 1,
        index_head_dim: 1,
        index_n_heads: 1,
      },
      "compress_ratios has 3; accepted: 0, 4, 128",
    ],
    [{ ...plain, quantization_config: { quant_method: "hqq" } }, 'quantization "hqq" is not known'],
    [
      { ...plain, quantization_config: { quant_method: "fp8", weight_block_size: [100, 70] } },
      "weight_block_size is [100, 70]; accepted: [128, 128]",
    ],
    [
      { ...plain, num_local_experts: 8, num_experts_per_tok: 20 },
      "config.json: num_experts_per_tok is 20; accepted: at most its 8 experts",
    ],
    [{ ...plain, model_type: "deepseek_v41" }, "the memory pool of DeepSeek V4.1 is not known"],
    [{}, "config.json: architectures"],
    [[], "config.json: the file"],
    [null, "config.json: no JSON object"],
  ])("that cannot be read says why: %#", (config, message) => {
    expect(() => readConfig(config)).toThrow(message);
  });
});

describe("formats of weights", () => {
  test.each([
    [{ quant_method: "fp8", weight_block_size: [128, 128] }, "fp8-block", "fp8-block"],
    [{ quant_method: "fp8" }, "fp8", "fp8"],
    [{ quant_method: "awq", bits: 4, group_size: 128 }, "int4-g128", "int4-g128"],
    [{ quant_method: "gptq", bits: 4, group_size: 32 }, "int4-g32", "int4-g32"],
    [{ quant_method: "gptq", bits: 8, group_size: 128 }, "int8", "int8"],
    [{ quant_method: "modelopt", quant_algo: "NVFP4" }, "nvfp4", "nvfp4"],
    [{ quant_method: "modelopt", quant_algo: "FP8" }, "fp8", "fp8"],
    [{ quant_method: "mxfp4", modules_to_not_convert: ["model.layers.*.self_attn"] }, "bf16", "mxfp4"],
    [{ quant_method: "compressed-tensors", config_groups: { g: { weights: { num_bits: 8, type: "float" } } } }, "fp8", "fp8"],
    [
      { quant_method: "compressed-tensors", config_groups: { g: { weights: { num_bits: 4, type: "int", group_size: 64 } } } },
      "int4-g64",
      "int4-g64",
    ],
    [
      { quant_method: "fp8", moe_quant_algo: "NVFP4", quant_algo: "MIXED_PRECISION", weight_block_size: [128, 128], ignore: ["*.attn.*"] },
      "fp8-block",
      "nvfp4",
    ],
  ])("%j", (quantization, linear, experts) => {
    expect(formatsOf(quantization, null, "bf16")).toEqual({ linear, experts });
  });

  it("of DeepSeek V4's experts are said apart", () =>
    expect(formatsOf({ quant_method: "fp8", weight_block_size: [128, 128] }, "fp4", "bf16")).toEqual({
      linear: "fp8-block",
      experts: "mxfp4",
    }));
});
