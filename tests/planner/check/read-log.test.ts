import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compare } from "../../../planner/check/compare.ts";
import { readLog } from "../../../planner/check/read-log.ts";

const text = (name: string) => readFileSync(new URL(`../fixtures/logs/${name}`, import.meta.url), "utf8");

// The wording is vLLM's own. Numbers are those of cases 20, 7, 35, 17 and 32, and where a case lacks one it is reckoned: these logs are for
// reading, and say nothing of accuracy.
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
    expect(Math.abs(tokens?.error ?? 1)).toBeLessThan(0.03);
  });

  it("with several starts is as many cases", () => {
    const starts = readLog(`${text("v0.log")}\n${text("v1.log")}`, "both.log");
    expect(starts.map(({ id, observed }) => [id, observed.kvGiB])).toEqual([
      ["both.log#1", 11.12],
      ["both.log#2", 34.49],
    ]);
  });

  it("is told by its lines of memory, and nothing else is taken for one", () => {
    expect(() => readLog("Hello, world\n--tensor-parallel-size 8", "notes.txt")).toThrow("notes.txt: no vLLM start-up log");
  });

  it("of many ranks without a layout says so", () => {
    const [start] = readLog("(Worker_TP1 pid=3) INFO [gpu_worker.py:298] Available KV cache memory: 34.52 GiB", "x");
    expect(start?.missing).toEqual(["vLLM release", "max model length", "parallel layout", "GPU memory"]);
  });
});
