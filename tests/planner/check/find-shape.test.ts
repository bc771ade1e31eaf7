import { describe, expect, test } from "vitest";
import { findShape } from "../../../planner/check/find-shape.ts";

describe("a shape by name", () => {
  test.each([
    ["deepseek-ai/DeepSeek-R1-Distill-Qwen-7B", "deepseek-ai/DeepSeek-R1-Distill-Qwen-7B", "bf16"],
    ["/models/Qwen3-8B/", "Qwen/Qwen3-8B", "bf16"],
    ["/hub/models--deepseek-ai--DeepSeek-V4-Flash-0731/snapshots/7872f01b", "deepseek-ai/DeepSeek-V4-Flash-0731", "fp8-block"],
    ["/models/models--meta-llama--llama-3-1-70b-instruct", "meta-llama/Llama-3.1-70B", "bf16"],
    ["RedHatAI/Meta-Llama-3.1-8B-Instruct-FP8-dynamic", "meta-llama/Llama-3.1-8B", "fp8"],
    ["Qwen/Qwen2.5-72B-Instruct-AWQ", "Qwen/Qwen2.5-72B", "int4-g128"],
    ["neuralmagic/Meta-Llama-3.1-70B-Instruct-quantized.w8a8", "meta-llama/Llama-3.1-70B", "int8"],
    ["Phi-4 14B bnb-4bit (inferred)", "microsoft/phi-4", "bnb4"],
    ["nvidia/Qwen3-32B-NVFP4", "Qwen/Qwen3-32B", "nvfp4"],
    ["deepseek-ai/DeepSeek-R1 or V3 (notes file)", "deepseek-ai/DeepSeek-R1", "fp8-block"],
  ])("%s", (name, repository, linear) => {
    expect(findShape(name)).toMatchObject({ repository, shape: { formats: { linear } } });
  });

  test.each([
    "deepseek-ai/DeepSeek-V4.1-Flash",
    "zai-org/GLM-5.3-Flash",
    "some/unknown-7B",
    "deepseek-ai/DeepSeek-R1-Distill-Unknown-9B",
    "",
    "inferred",
  ])("%s is none that is known", (name) => expect(findShape(name)).toBeUndefined());
});
