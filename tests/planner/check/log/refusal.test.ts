import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { observe, totalGiB } from "../../../../planner/check/log/observed.ts";
import { refusalOf } from "../../../../planner/check/log/refusal.ts";

const text = (name: string) => readFileSync(new URL(`../../fixtures/logs/${name}`, import.meta.url), "utf8");

describe("a refusal in a log", () => {
  test.each([
    ["refused-too-long.log", "too long"],
    ["refused-in-lines.log", "too long"],
    ["refused-no-room.log", "no room"],
  ])("%s: %s", (name, kind) => expect(refusalOf(text(name))?.kind).toBe(kind));

  // The wording is vLLM's and PyTorch's own; the numbers are of no log.
  test.each([
    ["ValueError: No available memory for the cache blocks. Try increasing `gpu_memory_utilization`", "no room"],
    ["The model's max seq len (131072) is larger than the maximum number of tokens that can be stored in KV cache (37696).", "too long"],
    ["To serve at least one request with the model's max seq len (8192), (1.00 GB KV cache is needed, which", "too long"],
    ["torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 224.00 MiB. GPU 0 has a total capacity of 23.52 GiB", "out of memory"],
    ["torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.32 GiB (GPU 0; 14.58 GiB total capacity)", "out of memory"],
    ["RuntimeError: CUDA out of memory occurred when warming up sampler with 1024 dummy requests.", "out of memory"],
    ["RuntimeError: CUDA out of memory. Tried to allocate 2.00 GiB", "out of memory"],
    ["RuntimeError: CUDA error: out of memory", "out of memory"],
    [
      "Free memory on device cuda:0 (5.43/23.64 GiB) on startup is less than desired GPU memory utilization (0.9, 21.28 GiB).",
      "GPU in use",
    ],
  ])("%s", { tags: ["start-up-log-refusals"] }, (line, kind) => expect(refusalOf(line)?.kind).toBe(kind));

  it("is none where a server answered before it ran out, or nothing went wrong", () => {
    expect(refusalOf("INFO: Application startup complete.\nCUDA out of memory. Tried to allocate 1.00 GiB")).toBeNull();
    expect(refusalOf(text("v1.log"))).toBeNull();
  });
});

describe("what a refused start printed of its memory", () => {
  test.each([
    ["Available KV cache memory: -2.28 GiB", -2.28],
    [
      "model weights take 21.21GiB; PyTorch activation peak memory takes 1.40GiB; the rest of the memory reserved for KV Cache is -1.52GiB.",
      -1.52,
    ],
    ["INFO worker.py:243] available_kv_cache_memory    -0.35GiB", -0.35],
    ["non_torch_memory=0.35GiB kv_cache_size=-3.81GiB gpu_memory_utilization=0.90", -3.81],
    ["(10.00 GiB KV cache is needed, which is larger than the available KV cache memory (-0.25 GiB)", -0.25],
  ])("%s", (line, gib) => expect(observe(line).kvGiB).toBe(gib));

  it("over several lines", () =>
    expect(observe(text("refused-in-lines.log"))).toMatchObject({ kvGiB: 4.5, needed: { gib: 5.62, tokens: 40_960 } }));

  it("has the memory of its GPU in PyTorch's words", () =>
    expect(
      totalGiB("CUDA out of memory. Tried to allocate 224.00 MiB. GPU 0 has a total capacity of 23.52 GiB of which 80 MiB is free"),
    ).toBe(23.52));

  it("of the first V0 has the peak of weights and activations together", () =>
    expect(
      observe(
        "Loading model weights took 14.9888 GB\nMemory profiling results: total_gpu_memory=23.58GiB peak_torch_memory=17.06GiB non_torch_memory=0.35GiB kv_cache_size=3.81GiB",
      ),
    ).toMatchObject({ weightsGiB: 14.9888, activationGiB: 2.07, nonTorchGiB: 0.35, kvGiB: 3.81 }));
});
