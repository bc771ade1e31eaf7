import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, test } from "vitest";
import { runPlanCheck } from "../../../cli/verbs/plan-check.ts";
import { limits } from "../../support/limits.ts";
import { captured } from "./captured.ts";

const fixture = (name: string) => fileURLToPath(new URL(`../../planner/fixtures/${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "plan-check-"));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

async function run(files: string[], options: Parameters<typeof runPlanCheck>[1] = {}) {
  return captured(() => runPlanCheck(files, options));
}

describe("modelkeep plan check", () => {
  it("shows a table of logs and single logs together", async () => {
    const { status, out, err } = await run([fixture("vllm-kv-cases.csv"), fixture("logs/v0.log")]);
    expect([status, err]).toEqual([0, ""]);
    expect(out).toMatch(/^v0\.log +meta-llama\/Meta-Llama… gqa +19\.\d\d +11\.12 +\+\d/m);
    expect(out).toMatch(/^4 +meta-llama\/Llama-3\.1-… gqa +51\.46 +51\.38 +\+0\.1%/m);
    expect(out).toMatch(/^all but v4 +pool +\d+/m);
  });

  it("takes the options that follow its name, of which its parent has some too", () => {
    const args = [
      "dev/node/launch.mjs",
      "cli/main.ts",
      "plan",
      "check",
      fixture("logs/v1.log"),
      "--gpu",
      "H100",
      "--model",
      "Qwen/Qwen3-8B",
      "--json",
    ];
    const { cases } = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", timeout: limits.wait }));
    expect([cases[0].model, cases[0].start.gpuName]).toEqual(["Qwen/Qwen3-8B", "H100"]);
  });

  it("gives every prediction as JSON", async () => {
    const { out } = await run([fixture("logs/v1.log")], { json: true, gpu: "h100" });
    const { cases, percentiles } = JSON.parse(out);
    expect(cases[0]).toMatchObject({ model: "Qwen/Qwen3-32B", family: "gqa", missing: [], pool: { observed: 34.49 } });
    expect(percentiles).toContainEqual(expect.objectContaining({ family: "gqa", measure: "pool", cases: 1 }));
  });

  it("takes a model's config.json where the catalog has none", async () => {
    const config = file(
      "config.json",
      JSON.stringify({
        architectures: ["X"],
        model_type: "x",
        hidden_size: 5120,
        num_hidden_layers: 64,
        num_attention_heads: 64,
        num_key_value_heads: 8,
        head_dim: 128,
        vocab_size: 151_936,
        max_position_embeddings: 40_960,
        intermediate_size: 25_600,
      }),
    );
    const log = file(
      "unknown.log",
      "model='/models/mine'\nINFO Available KV cache memory: 34.49 GiB\nINFO GPU KV cache size: 141,248 tokens\n",
    );
    const { out } = await run([log], { json: true, config });
    expect(JSON.parse(out).cases[0].tokensOfPool.error).toBeCloseTo(0, 2);
  });

  it("names a file that it cannot read, and goes on with the others", { tags: ["plan-check-goes-on"] }, async () => {
    const { status, out, err } = await run([join(folder, "none.log"), file("note.log", "Hello"), fixture("logs/refused-no-room.log")], {
      gpu: "H100",
    });
    expect(status).toBe(2);
    expect(out).toContain("Fit predicted correctly: 1 of 1; of refusals 1 of 1");
    expect(err.trim().split("\n")).toEqual([
      expect.stringContaining("none.log cannot be read: ENOENT"),
      expect.stringContaining("note.log: not a vLLM start-up log"),
    ]);
  });

  it("reads the logs and tables of a folder", async () => {
    const { status, out } = await run([fixture("logs")], { json: true });
    expect(status).toBe(0);
    const { cases, fit, errors } = JSON.parse(out);
    expect(cases.map(({ start }: { start: { id: string } }) => start.id)).toContain("refused-too-long.log");
    expect([errors, fit.all.of > 0]).toEqual([[], true]);
    const nothing = await run([fixture("../cache")]);
    expect([nothing.status, nothing.err]).toEqual([2, expect.stringContaining("the folder has no .log, .txt or .csv file")]);
  });

  test.each([
    [[join(folder, "none.log")], {}, "none.log cannot be read: ENOENT"],
    [[fixture("../cache/cache-groups.test.ts")], {}, "not a vLLM start-up log"],
    [[file("empty.csv", "")], {}, "no row"],
    [[fixture("logs/v0.log")], { gpu: "H900" }, 'no GPU "H900" in the catalog; accepted: A10G'],
    [[fixture("logs/v0.log")], { gpuMemory: "-1" }, '--gpu-memory is "-1"; accepted: a number of GiB above 0'],
    [[fixture("logs/v0.log")], { config: file("bad.json", "{") }, "bad.json is not valid JSON"],
  ])("says in one line what is wrong: %#", async (files, options, message) => {
    const { status, out, err } = await run(files, options);
    expect([status, out]).toEqual([2, ""]);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err).toContain(message);
  });
});
