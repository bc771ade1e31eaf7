import { describe, expect, it, test } from "vitest";
import { compare } from "../../../planner/check/compare.ts";
import { findShape } from "../../../planner/check/find-shape.ts";
import { readLog } from "../../../planner/check/read-log.ts";
import { readTable } from "../../../planner/check/read-table.ts";
import { quantizationIn, withStatedQuantization } from "../../../planner/check/stated-quantization.ts";
import type { ModelShape } from "../../../planner/model/shape.ts";

const plain = findShape("Qwen/Qwen2.5-7B-Instruct")?.shape as ModelShape;

describe("what is said of quantization", () => {
  test.each([
    ["config: model='/m', quantization=awq_marlin, enforce_eager=False", "awq_marlin"],
    ["config: model='/m', quantization=None, quantization_config=None", "none"],
    ["non-default args: {'quantization': 'fp8', 'model': '/m'}", "fp8"],
    ["vllm serve /m --quantization compressed-tensors --port 80", "compressed-tensors"],
    ["vllm serve /m -q awq", "awq"],
    ["quantization_config=None", ""],
    ["vllm serve /m", ""],
  ])("%s: %j", (text, method) => expect(quantizationIn(text)).toBe(method));

  test.each([
    ["awq_marlin", "int4-g128"],
    ["gptq_marlin", "int4-g128"],
    ["fp8", "fp8"],
    ["modelopt_fp4", "nvfp4"],
    ["bitsandbytes", "bnb4"],
    ["none", "bf16"],
    ["", "bf16"],
  ])("%j: weights in %s", { tags: ["quantization-of-the-engine"] }, (method, format) =>
    expect(withStatedQuantization(plain, method).shape.formats.linear).toBe(format),
  );

  it("leaves a shape that is quantized already, and does not guess at bits", () => {
    const quantized = findShape("Qwen/Qwen2.5-7B-Instruct-AWQ")?.shape as ModelShape;
    expect(withStatedQuantization(quantized, "fp8").shape).toBe(quantized);
    expect(withStatedQuantization(plain, "compressed-tensors")).toMatchObject({ unknown: true, shape: plain });
  });

  it("of a log whose folder does not tell: 4 bits, not 16, and a note", () => {
    const log = (quantization: string) =>
      `INFO Initializing a V1 LLM engine (v0.16.0) with config: model='/models/Qwen2.5-7B-Instruct', max_seq_len=8192, tensor_parallel_size=1, quantization=${quantization}, kv_cache_dtype=auto\nINFO Available KV cache memory: 3.9 GiB`;
    const of = (quantization: string) => compare(readLog(log(quantization), "x", { gpuGiB: 22.07 })[0] as never);
    expect((of("awq_marlin").pool?.predicted ?? 0) - (of("None").pool?.predicted ?? 0)).toBeGreaterThan(8);
    expect(of("awq_marlin").notes.join()).toContain("quantization=awq_marlin: weights in int4-g128");
    expect(of("compressed-tensors").missing).toContain("quantization");
    expect(of("awq_marlin").missing).not.toContain("quantization");
  });
});

describe("what a table says of a build and of how logits are sampled", () => {
  const row = (flags: string, vllm: string, quality = "") =>
    readTable(
      `id,model,hf_repo,gpu,gpu_total_gib,tp,flags,max_model_len,gpu_memory_utilization,kv_dtype,kv_gib,vllm,quality\na,Qwen3-8B,Qwen/Qwen3-8B,H100,79.19,1,${flags},4096,0.9,auto,20,${vllm},"${quality}"\n`,
    )[0];

  test.each([
    ["0.19.1rc1.dev71+gdd9342e6b", "released vLLM"],
    ["0.18.1.dev0+gbcf2be961.d20260324", "released vLLM"],
    ["0.15.2rc1", "released vLLM"],
    ["0.26.0 fork r21", "unmodified vLLM"],
  ])("%s: not a release", { tags: ["builds-are-no-releases"] }, (vllm, lacks) => expect(row("--port 80", vllm)?.missing).toEqual([lacks]));

  test.each(["0.19.1", "0.10.1.1 V1", "0.6.4.post1 (2024-12-02)", "0.26.0+cu129"])("%s: a release", (vllm) =>
    expect(row("--port 80", vllm)?.missing).toEqual([]),
  );

  it("reads the sampler out of flags and of remarks", () => {
    expect(row("VLLM_USE_FLASHINFER_SAMPLER=1 --port 80", "0.10.1")?.settings.sampler).toBe("selecting");
    expect(row("--port 80", "0.10.1", "raw log, FlashInfer sampling")?.settings.sampler).toBe("selecting");
    expect(row("--port 80 sampler=sorting", "0.10.1")?.settings.sampler).toBe("sorting");
    expect(row("--port 80", "0.10.1")?.settings.sampler).toBeUndefined();
    expect(row("--port 80 compiled=true", "0.22.0")?.settings.compiled).toBe(true);
  });

  it("does not count GPUs that differ as known", () => {
    const [start] = readTable('id,model,gpu,tp,flags,vllm\na,Qwen3-8B,"RTX 5070 Ti 16303MiB + RTX 5090D 32607MiB",1,--port 80,0.16.0\n');
    expect(start?.missing).toContain("GPU memory");
    expect(start?.assumed.join()).toContain("the memory of the first GPU");
  });
});
