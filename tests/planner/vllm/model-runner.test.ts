import { describe, expect, test } from "vitest";
import { findShape } from "../../../planner/check/find-shape.ts";
import type { ModelShape } from "../../../planner/model/shape.ts";
import { modelRunner } from "../../../planner/vllm/model-runner.ts";
import { readRelease } from "../../../planner/vllm/release.ts";

describe("the model runner that vLLM takes by itself", () => {
  test.each([
    ["0.20.2", "Qwen/Qwen3-8B", "v1"],
    ["0.22.0", "Qwen/Qwen3-8B", "v2"],
    ["0.22.0", "Qwen/Qwen3-8B-AWQ", "v1"],
    ["0.22.0", "Qwen/Qwen2.5-7B-Instruct", "v1"],
    ["0.24.0", "meta-llama/Llama-3.1-8B", "v2"],
    ["0.24.0", "Qwen/Qwen2.5-7B-Instruct", "v1"],
    ["0.25.0", "Qwen/Qwen2.5-7B-Instruct-AWQ", "v2"],
    ["0.26.0", "Qwen/Qwen3-30B-A3B", "v1"],
    ["0.26.0", "deepseek-ai/DeepSeek-V4-Flash", "v1"],
    ["0.28.0", "deepseek-ai/DeepSeek-V4-Flash", "v2"],
    ["0.29.0", "Qwen/Qwen3-30B-A3B", "v2"],
    ["V0 0.7.3", "Qwen/Qwen2.5-7B-Instruct", "v1"],
  ])("%s, %s: %s", (release, name, runner) =>
    expect(modelRunner(readRelease(release), findShape(name)?.shape as ModelShape, false)).toBe(runner),
  );

  test("a draft of DeepSeek V4 runs on the second alone", () =>
    expect(modelRunner(readRelease("0.26.0"), findShape("deepseek-ai/DeepSeek-V4-Flash-0731")?.shape as ModelShape, true)).toBe("v2"));
});
