import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compare } from "../../../planner/check/compare.ts";
import { readLog } from "../../../planner/check/read-log.ts";

const text = (name: string) => readFileSync(new URL(`../fixtures/logs/${name}`, import.meta.url), "utf8");

// The wording is vLLM's own. Numbers are those of cases 20, 7, 35, 17 and 32, and where a case lacks one it is reckoned: these logs are for
// reading, and say nothing of accuracy. Those added later have the numbers of the logs that tests/planner/fixtures/other-logs.csv names.
describe("a start-up log", () => {
  it("of the V0 engine", () => {
    const [start] = readLog(text("v0.log"), "v0.log");
    expect(start).toMatchObject({
      id: "v0.log",
      gpuGiB: 39.5,
      settings: { release: { minor: 6, patch: 6, generation: "v0" }, maxModelLen: 8192, tensorParallel: 1, utilization: 0.9 },
      observed: { kvGiB: 11.12, tokens: 5691 * 16, weightsGiB: 14.9595, activationGiB: 9.37, nonTorchGiB: 0.1, concurrency: 11.12 },
      missing: [],
    });
    const { tokensOfPool, notes } = compare(start as NonNullable<typeof start>);
    expect(Math.abs(tokensOfPool?.error ?? 1)).toBeLessThan(0.001);
    expect(notes.join()).toContain("activations: 9.37 GiB logged, 1.23 predicted");
  });

  it("of the V1 engine, whose smallest rank decides", () => {
    const [start] = readLog(text("v1.log"), "v1.log", { gpu: "H100", gpuGiB: 79.18 });
    expect(start).toMatchObject({
      gpuName: "H100",
      settings: { release: { minor: 11, generation: "v1" }, tensorParallel: 2, blockTokens: 128, maxModelLen: 16_000, utilization: 0.9 },
      observed: { kvGiB: 34.49, tokens: 282_496, concurrency: 17.66, weightsGiB: 30.5896, graphsGiB: 0.33 },
      missing: [],
    });
    const { pool, tokensOfPool } = compare(start as NonNullable<typeof start>);
    expect(Math.abs(pool?.error ?? 1)).toBeLessThan(0.01);
    expect(Math.abs(tokensOfPool?.error ?? 1)).toBeLessThan(0.001);
  });

  it("of an engine that refused to start: what a request needs, and that the GPU is not in the log", () => {
    const [start] = readLog(text("v1-refused.log"), "x");
    expect(start).toMatchObject({
      settings: { maxNumSeqs: 8, utilization: 0.92 },
      observed: { kvGiB: 0.93, graphsGiB: 0.36, needed: { gib: 0.95, tokens: 32_768 } },
      missing: ["GPU memory"],
    });
    expect(Math.abs(compare(start as NonNullable<typeof start>).needed?.error ?? 1)).toBeLessThan(0.01);
  });

  it("of December 2024, in lines of one number each and without a release", () => {
    const [start] = readLog(text("v0-2024.log"), "x");
    expect(start).toMatchObject({
      names: ["", "meta-llama/Meta-Llama-3-8B"],
      gpuGiB: 79.22,
      settings: { release: { generation: "v0" }, utilization: 0.9 },
      observed: { kvGiB: 53.29, weightsGiB: 14.96, activationGiB: 1.26, nonTorchGiB: 1.79 },
      missing: ["vLLM release", "max model length"],
    });
  });

  it("of V4 with tokens and concurrency on one line, its model in the cache of Hugging Face", () => {
    const [start] = readLog(text("v4.log"), "x", { gpu: "B200" });
    expect(start).toMatchObject({
      settings: {
        release: { minor: 25 },
        expertParallel: true,
        fp4Indexer: true,
        blockTokens: 256,
        maxNumBatchedTokens: 8192,
        kvCacheDtype: "fp8",
      },
      observed: { kvGiB: null, tokens: 21_422_408, concurrency: 20.43 },
      missing: [],
    });
    const { model, family, tokens } = compare(start as NonNullable<typeof start>);
    expect([model.includes("V4-Flash-0731"), family]).toEqual([true, "v4"]);
    expect(Math.abs(tokens?.error ?? 1)).toBeLessThan(0.05);
  });

  it("of data-parallel engines behind a container's prefixes and a terminal's colours: one start, of one engine's cache", {
    tags: ["start-up-log-data-parallel"],
  }, () => {
    const [start, ...more] = readLog(text("v1-data-parallel.log"), "x", { gpu: "B200" });
    expect(more).toEqual([]);
    expect(start).toMatchObject({
      settings: {
        release: { minor: 25, generation: "v1" },
        dataParallel: 8,
        tensorParallel: 1,
        expertParallel: true,
        fp4Indexer: true,
        maxNumBatchedTokens: 8192,
        maxModelLen: 1_048_576,
        utilization: 0.95,
      },
      observed: { tokens: 20_560_000, concurrency: 19.6 },
      missing: [],
    });
    expect(Math.abs(compare(start as NonNullable<typeof start>).tokens?.error ?? 1)).toBeLessThan(0.03);
  });

  it("that ends in advice: what it splits up is read, and flags that nobody gave are not", () => {
    const [start] = readLog(text("v1-advice.log"), "x");
    expect(start).toMatchObject({
      names: ["", "llava-hf/llava-v1.6-mistral-7b-hf"],
      gpuGiB: 79.19,
      settings: { release: { minor: 10 }, utilization: 0.9, maxModelLen: 4096, maxNumBatchedTokens: 16_384, sampler: "sorting" },
      observed: { kvGiB: 55.15, tokens: 451_744, weightsGiB: 14.0786, activationGiB: 1.97, nonTorchGiB: 0.07, graphsGiB: 0.67 },
      missing: [],
    });
    expect(start?.settings.kvCacheGiB).toBeUndefined();
    expect(Math.abs(compare(start as NonNullable<typeof start>).pool?.error ?? 1)).toBeLessThan(0.01);
  });

  it("of 0.18 suggests another utilization, and of V0 eager mode: neither was given", { tags: ["start-up-log-old-release"] }, () => {
    const [start] = readLog(
      [
        "(EngineCore pid=1) INFO 04-24 03:26:50 [gpu_worker.py:436] Available KV cache memory: 34.3 GiB",
        "(EngineCore pid=1) INFO 04-24 03:26:50 [gpu_worker.py:470] In v0.19, CUDA graph memory profiling will be enabled by default. To try it now, increase --gpu-memory-utilization from 0.9000 to 0.9140 to maintain the same effective KV cache size.",
        "INFO 04-02 21:43:05 model_runner.py:1415] To run the model in eager mode, set 'enforce_eager=True' or use '--enforce-eager' in the CLI.",
      ].join("\n"),
      "x",
    );
    expect([start?.settings.utilization, start?.settings.eager]).toEqual([undefined, undefined]);
  });

  it("of later releases, which count graphs into activations: those are not read as such", () => {
    const [start] = readLog(text("v1-consumed.log"), "x", { gpu: "A100 80GB" });
    expect(start).toMatchObject({
      names: ["", "meta-llama/Llama-3.1-8B-Instruct"],
      gpuGiB: 79.25,
      settings: { release: { minor: 31, known: true }, utilization: 0.92, maxModelLen: 131_072 },
      observed: { kvGiB: 56.21, weightsGiB: 15, activationGiB: null, nonTorchGiB: null },
      missing: [],
    });
    expect(start?.settings.kvCacheGiB).toBeUndefined();
  });

  it("of ranks of tensors and experts on Blackwell, whose arguments are not in it", () => {
    const [start] = readLog(text("v1-experts.log"), "x", { gpuGiB: 184.31 });
    expect(start).toMatchObject({
      settings: { release: { minor: 26 }, tensorParallel: 4, blockTokens: 64, kvCacheDtype: "fp8_e4m3", asyncScheduling: true },
      observed: { kvGiB: 50.62, tokens: 1_139_456, weightsGiB: 106.69, activationGiB: 6.31, nonTorchGiB: 0.95, graphsGiB: 4.99 },
    });
  });

  it("of V0 with ranks of Ray and a pipeline", () => {
    const [start] = readLog(text("v0-pipeline.log"), "x");
    expect(start).toMatchObject({
      gpuGiB: 139.72,
      settings: { release: { minor: 7, generation: "v0" }, tensorParallel: 8, pipelineParallel: 2, utilization: 1 },
      observed: { kvGiB: 97.29, weightsGiB: 39.66, activationGiB: 0.24, nonTorchGiB: 2.53 },
    });
  });

  it("of a container runtime's JSON, with a draft of the checkpoint", () => {
    const line = (text: string) => JSON.stringify({ log: `\u001b[32m${text}\u001b[0m\n`, stream: "stderr", time: "2026-08-06T20:53:42Z" });
    const [start] = readLog(
      [
        line(
          "INFO 08-06 20:50:00 [utils.py:233] non-default args: {'model': 'deepseek-ai/DeepSeek-R1', 'tensor_parallel_size': 8, 'speculative_config': {'method': 'deepseek_mtp', 'num_speculative_tokens': 1}, 'max_model_len': 32768}",
        ),
        line("(Worker_TP0 pid=2) INFO 08-06 20:53:42 [gpu_worker.py:560] Available KV cache memory: 30.5 GiB"),
        line("(EngineCore_DP0 pid=1) INFO 08-06 20:53:42 [kv_cache_utils.py:1087] GPU KV cache size: 460,000 tokens"),
      ].join("\n"),
      "x",
    );
    expect(start).toMatchObject({
      names: ["", "deepseek-ai/DeepSeek-R1"],
      settings: { draft: true, tensorParallel: 8, maxModelLen: 32_768 },
      observed: { kvGiB: 30.5, tokens: 460_000 },
    });
  });

  it("of V0 that refuses a length says what its cache holds", () => {
    const [start] = readLog(
      "ValueError: The model's max seq len (131072) is larger than the maximum number of tokens that can be stored in KV cache (37696).",
      "x",
    );
    expect(start?.observed.tokens).toBe(37_696);
  });

  it("since 0.20 tells the GPU's memory by what its graphs are worth, where nothing else does", { tags: ["gpu-by-graphs"] }, () => {
    const log = (graphs: string) =>
      [
        "INFO Initializing a V1 LLM engine (v0.22.0) with config: model='/model/Qwen2.5-7B-Instruct', max_seq_len=4096, tensor_parallel_size=1, quantization=None",
        `INFO Estimated CUDA graph memory: ${graphs} GiB total`,
        "INFO Available KV cache memory: 26.32 GiB",
        "INFO The current --gpu-memory-utilization=0.9500 is equivalent to --gpu-memory-utilization=0.9417 without CUDA graph memory profiling.",
      ].join("\n");
    const [start] = readLog(log("0.37"), "x");
    expect(start?.gpuGiB).toBeCloseTo(44.3, 0);
    expect(start?.assumed.join()).toContain("derived from its CUDA graphs");
    expect(start?.missing).not.toContain("GPU memory");
    // 60 GiB, of which there is no card.
    expect(readLog(log("0.50"), "x")[0]?.missing).toContain("GPU memory");
  });

  it("with several starts is as many cases", () => {
    const starts = readLog(`${text("v0.log")}\n${text("v1.log")}`, "both.log");
    expect(starts.map(({ id, observed }) => [id, observed.kvGiB])).toEqual([
      ["both.log#1", 11.12],
      ["both.log#2", 34.49],
    ]);
  });

  it("is told by its lines of memory, and nothing else is taken for one", () => {
    expect(() => readLog("Hello, world\n--tensor-parallel-size 8", "notes.txt")).toThrow("notes.txt: not a vLLM start-up log");
  });

  it("of many ranks without a layout says so", () => {
    const [start] = readLog("(Worker_TP1 pid=3) INFO [gpu_worker.py:298] Available KV cache memory: 34.52 GiB", "x");
    expect(start?.missing).toEqual(["vLLM release", "max model length", "parallel layout", "GPU memory"]);
  });
});
