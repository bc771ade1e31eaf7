import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compare } from "../../../planner/check/compare.ts";
import { readLog } from "../../../planner/check/read-log.ts";

const text = (name: string) => readFileSync(new URL(`../fixtures/logs/${name}`, import.meta.url), "utf8");

describe("a start-up log", () => {
  it("of the V0 engine", () => {
    const [start] = readLog(text("v0.log"), "v0.log");
    expect(start).toMatchObject({
      id: "v0.log",
      gpuGiB: 39.5,
      settings: { release: { minor: 6, patch: 6, generation: "v0" }, maxModelLen: 8192, tensorParallel: 1, utilization: 0.9 },
      observed: { kvGiB: 19.26, tokens: 9861 * 16, weightsGiB: 14.9595, activationGiB: 1.23, nonTorchGiB: 0.1, concurrency: 19.26 },
      missing: [],
    });
    const { pool, tokens } = compare(start as NonNullable<typeof start>);
    expect(Math.abs(pool?.error ?? 1)).toBeLessThan(0.01);
    expect(Math.abs(tokens?.error ?? 1)).toBeLessThan(0.01);
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

  it("with several starts is as many cases", () => {
    const starts = readLog(`${text("v0.log")}\n${text("v1.log")}`, "both.log");
    expect(starts.map(({ id, observed }) => [id, observed.kvGiB])).toEqual([
      ["both.log#1", 19.26],
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
