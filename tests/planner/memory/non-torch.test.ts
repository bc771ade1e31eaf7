import { describe, expect, it } from "vitest";
import { findShape } from "../../../planner/check/find-shape.ts";
import { nonTorchMemory } from "../../../planner/memory/non-torch.ts";
import type { ModelShape } from "../../../planner/model/shape.ts";
import { readRelease } from "../../../planner/vllm/release.ts";
import { type AskedSettings, resolveSettings } from "../../../planner/vllm/settings.ts";

const shape = (name: string) => findShape(name)?.shape as ModelShape;
const range = (name: string, gpu: string, asked: AskedSettings) =>
  nonTorchMemory(shape(name), gpu, resolveSettings(asked, shape(name), { memoryGiB: 79.18, name: gpu }));
const gib = (name: string, gpu: string, asked: AskedSettings) => range(name, gpu, asked).mid / 1024 ** 3;
const of = (release: string, tensorParallel = 1) => ({ release: readRelease(release), tensorParallel });

describe("non-torch memory", () => {
  it("of several ranks counts NCCL before 0.11 alone", { tags: ["non-torch-nccl"] }, () => {
    expect(gib("Qwen/Qwen3-32B", "L40S", of("0.10.1", 2))).toBeGreaterThan(gib("Qwen/Qwen3-32B", "L40S", of("0.16.0", 2)));
    expect(gib("Qwen/Qwen3-32B", "H100", of("0.11.0", 2))).toBeCloseTo(0.55, 6);
  });

  it("is more over NVLink than over PCIe, by what a log says where a name does not", () => {
    expect(gib("Qwen/Qwen3-32B", "H100", of("0.19.0", 2))).toBeGreaterThan(gib("Qwen/Qwen3-32B", "L40S", of("0.19.0", 2)));
    expect(gib("Qwen/Qwen2-7B-Instruct", "A100 80GB", { ...of("0.10.1", 2), peerAccess: false })).toBeCloseTo(0.2, 6);
    expect(gib("Qwen/Qwen2-7B-Instruct", "A100 80GB", of("0.10.1", 2))).toBeCloseTo(0.4, 6);
  });

  it("of one rank holds the context of CUDA up to 0.6.4, and some of the graphs that the first runner tries since 0.18", () => {
    expect(gib("meta-llama/Llama-3.1-8B", "RTX3090", of("0.6.4"))).toBeGreaterThan(gib("meta-llama/Llama-3.1-8B", "RTX3090", of("0.6.6")));
    expect(gib("Qwen/Qwen3-8B", "A100", of("0.19.1"))).toBeGreaterThan(gib("Qwen/Qwen3-8B", "A100", of("0.16.0")));
    expect(gib("Qwen/Qwen3-8B", "A100", of("0.26.0"))).toBeLessThan(gib("Qwen/Qwen3-8B", "A100", of("0.19.1")));
  });

  it("of DeepSeek's 8-bit experts is 4.0 GiB on four ranks and on eight, as logged", { tags: ["non-torch-of-experts"] }, () => {
    for (const ranks of [4, 8]) {
      const { low, high } = range("deepseek-ai/DeepSeek-V4-Flash", "H200", { ...of("0.25.0", ranks), expertParallel: true });
      expect(gib("deepseek-ai/DeepSeek-V4-Flash", "H200", of("0.25.0", ranks))).toBeCloseTo(ranks === 4 ? 3.8 : 4, 6);
      expect(low / 1024 ** 3).toBeLessThan(4);
      expect(high / 1024 ** 3).toBeGreaterThan(4.03);
    }
    expect(gib("deepseek-ai/DeepSeek-V4-Flash", "B200", { ...of("0.25.0", 8), megaExperts: true })).toBeCloseTo(8.5, 6);
  });

  it("says why it is no single number", () => expect(range("Qwen/Qwen3-8B", "H100", of("0.11.0")).why).not.toBe(""));
});
