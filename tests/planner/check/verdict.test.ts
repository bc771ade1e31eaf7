import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { checkReport } from "../../../cli/view/check-report.ts";
import { type Comparison, compare } from "../../../planner/check/compare.ts";
import { percentilesOf } from "../../../planner/check/percentiles.ts";
import { type LogHints, readLog } from "../../../planner/check/read-log.ts";
import { readTable } from "../../../planner/check/read-table.ts";
import { countVerdicts } from "../../../planner/check/verdict.ts";
import { plain } from "../../../terminal/paint.ts";

const text = (name: string) => readFileSync(new URL(`../fixtures/logs/${name}`, import.meta.url), "utf8");
const of = (log: string, hints: LogHints = {}) => compare(readLog(log, "x", hints)[0] as NonNullable<ReturnType<typeof readLog>[0]>);

describe("the verdict on a start", () => {
  test.each([
    ["refused-no-room.log", { gpu: "H100" }],
    ["refused-negative-pool.log", { gpu: "H100", model: "openai/gpt-oss-120b" }],
    ["refused-too-long.log", { gpuGiB: 23.52 }],
    ["refused-in-lines.log", { gpuGiB: 23.52, model: "Qwen/Qwen3-8B" }],
  ])("%s: refused by both", { tags: ["verdict-on-refusals"] }, (name, hints) =>
    expect(of(text(name), hints).fit).toMatchObject({ vllm: "refused", plan: "refuses", right: true }),
  );

  it("of a start that would not have fitted, in one sentence", () => {
    expect(of(text("v1.log"), { gpuGiB: 79.18 }).fit).toMatchObject({ vllm: "started", plan: "starts", right: true });
    const wrong = of(text("v1.log"), { gpuGiB: 24 }).fit;
    expect(wrong).toMatchObject({ vllm: "started", plan: "refuses", right: false });
    expect(wrong?.sentence).toBe("vLLM started; this plan would have refused it");
    const passed = of("vllm serve Qwen/Qwen3-8B --max-model-len 4096\nNo available memory for the cache blocks", { gpu: "H100" });
    expect(passed.fit?.sentence).toBe("vLLM refused; this plan would have let it through");
  });

  it("says where its range holds both answers", () => {
    const { fit } = of(text("v1-refused.log"), { gpuGiB: 34.5 });
    expect(fit).toMatchObject({ vllm: "refused", close: true });
    expect(fit?.sentence).toContain("and its range covers both");
  });

  it("is none of a GPU that was in use, or whose memory is not known", () => {
    const taken =
      "vllm serve Qwen/Qwen3-8B\nFree memory on device (5.43/23.64 GiB) on startup is less than desired GPU memory utilization (0.9, 21.28 GiB)";
    expect(of(taken).fit).toBeNull();
    expect(of(text("refused-no-room.log")).fit).toBeNull();
  });

  it("is counted, and told beside what a log says", () => {
    const all: Comparison[] = [
      of(text("refused-no-room.log"), { gpu: "H100" }),
      of(text("v1.log"), { gpuGiB: 79.18 }),
      of(text("v1.log"), { gpuGiB: 24 }),
    ];
    expect(countVerdicts(all.map(({ fit }) => fit))).toEqual({ all: { right: 2, of: 3 }, refused: { right: 1, of: 1 } });
    const report = checkReport(all, plain);
    expect(report).toContain("Fit predicted correctly: 2 of 3; of refusals 1 of 1");
    expect(report).toMatch(/vLLM refused; this plan would have refused it too.* \(no room: No available memory for the cache blocks\)/);
    // A share of a pool below 0 is no number.
    expect(percentilesOf(all.slice(0, 1)).some(({ measure }) => measure === "pool")).toBe(false);
    expect(report).not.toContain("NaN");
  });

  it("of V0 with a pool below 0 and no block: no number that is none", { tags: ["refused-without-blocks"] }, () => {
    const log = [
      "INFO worker.py:241] the current vLLM instance can use total_gpu_memory (23.58GiB) x gpu_memory_utilization (0.90) = 21.22GiB",
      "INFO worker.py:241] model weights take 27.30GiB; non_torch_memory takes 0.10GiB; PyTorch activation peak memory takes 1.40GiB; the rest of the memory reserved for KV Cache is -7.58GiB.",
      "INFO executor_base.py:110] # CUDA blocks: 0, # CPU blocks: 1365",
      "vllm serve Qwen/Qwen2.5-14B-Instruct --max-model-len 8192",
    ].join("\n");
    const comparison = of(log);
    expect(comparison.fit).toMatchObject({ vllm: "refused", plan: "refuses", right: true });
    expect([comparison.tokens, comparison.tokensOfPool]).toEqual([null, null]);
    expect(checkReport([comparison], plain)).not.toMatch(/NaN|Infinity/);
    const blocks = of(log.replace(/the rest of.*/, ""));
    expect([blocks.fit?.vllm, blocks.start.refusal?.said]).toEqual(["refused", "no block is left for the cache"]);
    expect(checkReport([blocks], plain)).not.toMatch(/NaN|Infinity/);
  });

  it("reads refusals out of a table: in words, by a need, or by a pool below 0", () => {
    const header = "id,model,hf_repo,gpu,gpu_total_gib,tp,flags,kv_gib,quality,vllm";
    const row = (pool: string, remark: string) => `a,Qwen3-8B,Qwen/Qwen3-8B,H100,79.19,1,--port 80,${pool},"${remark}",0.11.0`;
    const refusal = (pool: string, remark: string) => readTable(`${header}\n${row(pool, remark)}\n`)[0]?.refusal;
    expect(refusal("-2.28", "high")?.kind).toBe("no room");
    expect(refusal("4.5", "5.62 GiB needed for 40,960 tokens")?.kind).toBe("too long");
    expect(refusal("", "refused: CUDA out of memory while loading")?.kind).toBe("out of memory");
    expect(refusal("", "engine refused to start (max_model_len>KV)")?.kind).toBe("too long");
    expect(refusal("4.5", "high")).toBeNull();
  });
});
