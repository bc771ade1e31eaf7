import { describe, expect, it, test } from "vitest";
import { stages } from "../../../planner/vllm/layout.ts";
import { readRelease, since } from "../../../planner/vllm/release.ts";

describe("a release", () => {
  test.each([
    ["v0.11.0", 11, "v1", true],
    ["v0.11.0 (stated in replicate section)", 11, "v1", true],
    ["0.7.x V0 (2025-02-11)", 7, "v0", true],
    ["V0 ~0.7.3 (2025-03-15)", 7, "v0", true],
    ["0.8.x V0 (2025-07-02)", 8, "v0", true],
    ["0.23.1rc1.dev1201+gd08eebad1", 23, "v1", true],
    ["2024-12-13 (0.6.4+)", 6, "v0", true],
    ["~0.22 (2026-06-03)", 22, "v1", true],
    ["2026 (kv 0.2x)", 25, "v1", true],
    ["0.12 (2025-12-11, gpu_worker.py:359)", 12, "v1", true],
    ["V1 2026 (kv_cache_utils.py:2146)", 33, "v1", false],
    ["2025-11-06 build", 10, "v1", false],
    ["V0 2025-02-14 (log)", 7, "v0", false],
    ["0.1.dev20051 cu129", 33, "v1", false],
    ["", 33, "v1", false],
  ])("%j", (text, minor, generation, known) => expect(readRelease(text)).toMatchObject({ minor, generation, known }));

  it("is at least another, in any later major", () => {
    expect(since(readRelease("0.21.0"), 21)).toBe(true);
    expect(since(readRelease("0.20.9"), 21)).toBe(false);
    expect(since({ ...readRelease("0.1.0"), major: 1 }, 21)).toBe(true);
  });
});

describe("stages of a pipeline", () => {
  const sizes = (layers: number, count: number) => stages(layers, count).map(({ from, to }) => to - from);
  it("are even, with the rest before the last", () => {
    expect(sizes(80, 4)).toEqual([20, 20, 20, 20]);
    expect(sizes(61, 4)).toEqual([15, 15, 16, 15]);
    expect(sizes(63, 4)).toEqual([16, 16, 16, 15]);
    expect(sizes(7, 1)).toEqual([7]);
    expect(stages(61, 2)).toEqual([
      { from: 0, to: 31 },
      { from: 31, to: 61 },
    ]);
  });
});
