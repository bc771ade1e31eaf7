import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import type { PlanOptions } from "../../../cli/plan/plan-options.ts";
import { runPlan } from "../../../cli/verbs/plan.ts";
import { capacitySchema } from "../../../infra/settings/capacity.ts";
import { captured } from "./captured.ts";

const folder = mkdtempSync(join(tmpdir(), "plan-"));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const distill = { model: "DeepSeek-R1-Distill-Qwen-32B", context: "32768", concurrency: "8", tokensPerDay: "50M" };

async function run(options: PlanOptions) {
  return captured(() => runPlan(options));
}

describe("modelkeep plan", () => {
  it("shows all of a plan in 100 columns", async () => {
    const { status, out, err } = await run(distill);
    expect([status, err]).toEqual([0, ""]);
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    for (const part of [
      "older than 60 days, check them before you decide: other AWS services (2026-05, ",
      "DeepSeek-R1-Distill-Qwen-32B: 32,768 tokens of context, 8 at once, 50,000,000 tokens/day (75% in)",
      "prices in USD: us-east-1; instances on demand of 2026-07-20",
      "What fits, cheapest first",
      "Memory of one GPU (RTX PRO 6000, 2 of 2 share the model)",
      "interface endpoints",
      "independent of the load",
      "Against hosted services",
      "Start-up of a replica:",
      "instance: g7e.12xlarge",
      "Smaller models on one GPU",
      "what is lost",
      "B parameters, not 32.8B",
      "no graphs, 50 s: decoding is slower",
    ])
      expect(out).toContain(part);
  });

  it("says which layout it takes and why, in its text, its JSON and its settings", { tags: ["plan-says-its-layout"] }, async () => {
    const many = { model: "DeepSeek-R1", context: "65536", average: "8192", concurrency: "128", instance: "p5e.48xlarge" };
    const { out } = await run(many);
    const flat = out.replaceAll(/\n\s+/g, " ");
    expect(flat).toContain(
      "layout: data parallel attention x 8 with expert parallelism; 4 replicas instead of 15: each rank has its own cache",
    );
    expect(flat).toContain("Memory of one GPU (H200, 8 of 8 share the model)");
    expect(flat).toContain("4 on each of 8 ranks, 32 in total, fit at once");
    expect(out).toContain("  layout: { tensorParallel: 1, dataParallel: 8, expertParallel: true }\n");
    const { winner, settings } = JSON.parse((await run({ ...many, json: true })).out);
    expect(winner.layout).toMatchObject({ tensorParallel: 1, dataParallel: 8, usual: false });
    expect(capacitySchema.parse({ ...settings.capacity, purchase: undefined })).toMatchObject({
      concurrent: 32,
      layout: { dataParallel: 8 },
    });
    const page = file("plan.html", "");
    await run({ ...many, html: page });
    expect(readFileSync(page, "utf8")).toContain("data parallel attention x 8 with expert parallelism");
  });

  it("weighs the usual layout alone where that is asked", async () => {
    const { winner } = JSON.parse(
      (await run({ model: "DeepSeek-R1", context: "65536", concurrency: "128", instance: "p5e.48xlarge", layout: "usual", json: true }))
        .out,
    );
    expect([winner.replicas, winner.layout.usual]).toEqual([15, true]);
    const { status, err } = await run({ ...distill, layout: "tp8" });
    expect([status, err]).toEqual([2, expect.stringContaining('--layout is "tp8"; accepted: any, usual')]);
  });

  it("gives the same as JSON, with a capacity that the settings take", async () => {
    const { status, out } = await run({ ...distill, json: true });
    const plan = JSON.parse(out);
    expect(status).toBe(0);
    expect(capacitySchema.parse(plan.settings.capacity)).toMatchObject({ instance: plan.ranked[0].instance.name, concurrent: 8 });
    expect(plan.rejected.length).toBeGreaterThan(10);
    expect(plan.winner.cost.lines[0].item).toContain("GPU nodes");
    expect(plan.winner.throughput.perToken.mid).toBeGreaterThan(0);
    const { variants } = JSON.parse((await run({ ...distill, variants: true, json: true })).out);
    expect(variants.map(({ published }: { published: boolean }) => published)).toEqual([true, false, false, false]);
    expect(variants[2].candidate.fit).toMatchObject({ fits: true, tensorParallel: 1 });
    expect(variants[2].candidate.fit.memory).toBeUndefined();
  });

  it("says when not to self-host, and what then remains", async () => {
    const { out } = await run({ model: "DeepSeek-V4-Flash", context: "131072", average: "8192", concurrency: "4", tokensPerDay: "100M" });
    expect(out.replaceAll(/\n\s+/g, " ")).toMatch(
      /Do not self-host to save money: it is not cheaper at any load, because with every replica fully used, owning costs [\d.]+ USD per million/,
    );
    expect(out).toContain("What remains: control over where the data is");
    expect(out).toMatch(
      /^Do not self-host: [\d,]+ USD a month to own, [\d,]+ USD at \w+, and never cheaper at any load,\s+unless data residency or control is decisive\.\n/,
    );
  });

  it("has no verdict where only other models are hosted", async () => {
    const { out } = await run(distill);
    expect(out).toMatch(/^No verdict on cost: no hosted service of this model is in the catalog; owning costs [\d,]+ USD a\s+month\.\n/);
    expect(out).toContain("the catalog has no hosted service for this exact model");
    expect(out).not.toContain("Do not self-host");
  });

  it("plans a model of which the catalog has the config.json alone, quantized as its name tells", async () => {
    const of = async (model: string) => (await run({ model, context: "8192", json: true })).out;
    const plan = JSON.parse(await of("Qwen/Qwen3-Next-80B-A3B-Instruct"));
    expect([plan.ask.model.name, plan.winner.fit.fits]).toEqual(["Qwen/Qwen3-Next-80B-A3B-Instruct", true]);
    expect(JSON.parse(await of("Qwen3-32B-AWQ")).ask.model.name).toBe(
      "Qwen3-32B-AWQ (the shape of Qwen/Qwen3-32B with weights in 4 bits in groups of 128)",
    );
    const { status, err } = await run({ model: "DeepSeek-V4-Flash-Typo" });
    expect([status, err]).toEqual([2, expect.stringContaining("did you mean DeepSeek-V4-Flash")]);
  });

  it("takes prices from a file, and says so", async () => {
    const prices = file(
      "prices.json",
      JSON.stringify({ currency: "USD", date: "2026-11-20", region: "eu-north-1", instances: { "g6e.12xlarge": { "on-demand": 1 } } }),
    );
    const { out } = await run({ ...distill, prices });
    expect(out).toContain("eu-north-1, 2026-11-20");
    expect(out).toContain("instance: g6e.12xlarge");
  });

  it("shows each way to pay for the winner, and plans with a Savings Plan of a price file", async () => {
    const instances = { "g7e.12xlarge": { "savings-plan-1y": 6.2, "savings-plan-3y": 4.1 } };
    const prices = file("plans.json", JSON.stringify({ currency: "USD", date: "2026-11-20", region: "us-east-1", instances }));
    const ways = (text: string) => text.split("Purchase options\n\n")[1]?.split("\n\n")[0] ?? "";
    const { out } = await run(distill);
    expect(ways(out)).toMatch(/^savings-plan-1y +no price known +a 1-year commitment/m);
    expect(ways(out)).toMatch(/^capacity-block +not sold/m);
    const own = await run({ ...distill, prices });
    expect(ways(own.out)).toMatch(/^on-demand, as planned +6,553 +by the hour/m);
    expect(ways(own.out)).toMatch(/^savings-plan-3y +3,498 +-47% +a 3-year commitment/m);
    const planned = await run({ ...distill, prices, buy: "savings-plan-3y", hoursPerDay: "12" });
    expect(planned.out).toContain("1 x 730 h x 4.1");
    expect(planned.out).toContain("  # On demand: a Savings Plan is bought separately, for the account.");
  });

  it("sets other weights of the model beside it, and says which are published", async () => {
    const section = (text: string) => text.split("The same model in other weights\n\n")[1]?.split("\n\n")[0] ?? "";
    expect(section((await run(distill)).out)).toBe("");
    const reckoned = section((await run({ ...distill, variants: true })).out);
    expect(reckoned).toMatch(/^the same layers in INT4 +18\.0 .*\n +no such checkpoint in the catalog$/m);
    expect(reckoned).toContain("fewer bits may reduce answer quality");
    expect(section((await run({ model: "DeepSeek-V3.2" })).out)).toMatch(/^DeepSeek-V3\.2-NVFP4 +326\.0 /m);
    const own = { model: "DeepSeek-R1-Distill-Qwen-32B", gpu: "L4", count: "4", variants: true, usdMonth: "900" };
    expect(section((await run(own)).out)).toMatch(/^the same layers in INT4 +18\.0 +1 +900 +\d+ no such checkpoint/m);
  });

  it("says whether speculative decoding is in the speed, and leaves it out where asked", async () => {
    const prose = async (options: PlanOptions) => (await run(options)).out.replaceAll(/\n +/g, " ");
    const draft = { model: "DeepSeek-V4-Flash-0731", instance: "p5en.48xlarge", buy: "on-demand" };
    expect(await prose(draft)).toContain(
      "speculative decoding is included: DSpark drafts 7, a step yields 3.3 tokens (2.4 to 5.3, depending on the text); --speculation off leaves it out",
    );
    expect(await prose({ ...draft, speculation: "off" })).toContain("speculative decoding: not included");
    expect(await prose(distill)).toContain("speculative decoding: not included");
  });

  it("says of which region prices are, and prices Capacity Blocks in the one that is asked for", async () => {
    const model = { model: "DeepSeek-V4-Flash", instance: "p5en.48xlarge", buy: "capacity-block" };
    const { out } = await run({ ...model, region: "eu-north-1" });
    expect(out.replaceAll(/\n\s+/g, " ")).toContain(
      "prices in USD: us-east-1, because the catalog has none of eu-north-1 but of Capacity Blocks; whether an instance is sold there on demand it does not know; Capacity Blocks of eu-north-1",
    );
    expect(out).toContain("1 x 730 h x 49.928");
    expect((await run({ ...model, region: "us-east-1" })).out).toContain("1 x 730 h x 54.92");
    const { status, err } = await run({ ...model, region: "eu-central-1" });
    expect([status, err]).toEqual([1, expect.stringContaining("no price known for a Capacity Block in eu-central-1")]);
  });

  it("plans for no fewer replicas than asked", async () => {
    const { out } = await run({ ...distill, instance: "g7e.12xlarge", replicas: "3", json: true });
    const { winner, settings } = JSON.parse(out);
    expect([winner.replicas, settings.capacity.replicas, settings.capacity.concurrent]).toEqual([3, { min: 3, max: 3 }, 3]);
  });

  it("says how long an average request waits, and lets a goal bind", async () => {
    const prose = async (options: PlanOptions) => (await run(options)).out.replaceAll(/\n +/g, " ");
    expect(await prose(distill)).toMatch(
      /time to first token [\d.]+ m?s \([\d.]+ m?s to [\d.]+ m?s\), time per token [\d.]+ m?s \(.*\): an average request without queueing, \d+ decoding concurrently/,
    );
    const goal = { ...distill, concurrency: "60", instance: "g7e.12xlarge", firstToken: "1.5s", perToken: "50ms" };
    expect(await prose(goal)).toMatch(
      /asked: the first token within 1\.5 s and each token within 50 ms; \d+ concurrent requests per replica, \d+ without the goal: \d+ replicas, 5 without the goal/,
    );
    expect((await run(goal)).out).toMatch(/^instance +bought +replicas +holds +tok\/s each +TPOT ms /m);
  });

  it("says what comes nearest to a goal that nothing reaches, and exits with 1", async () => {
    const { status, err } = await run({ ...distill, perToken: "0.1ms" });
    expect(status).toBe(1);
    expect(err).toMatch(
      /^error: Nothing in the catalog serves \S+ with each token within 0\.1 ms: \S+ comes closest: a single request takes/,
    );
  });

  it("plans a model that is not in the catalog by its own files", async () => {
    const shape = {
      architectures: ["Qwen3ForCausalLM"],
      model_type: "qwen3",
      hidden_size: 4096,
      num_hidden_layers: 36,
      num_attention_heads: 32,
      num_key_value_heads: 8,
      head_dim: 128,
      vocab_size: 151_936,
      max_position_embeddings: 40_960,
      intermediate_size: 12_288,
    };
    const config = file("config.json", JSON.stringify(shape));
    const index = file("index.json", JSON.stringify({ metadata: { total_size: 16_381_470_720 } }));
    const { status, out } = await run({ config, index, model: "mine", json: true });
    const { winner } = JSON.parse(out);
    expect([status, winner.fit.fits]).toEqual([0, true]);
    expect(winner.fit.perGpu.weightsGiB).toBeCloseTo(15.26, 1);
  });

  it("weighs one instance, one way to buy, one number format", async () => {
    const { out } = await run({ ...distill, instance: "g6e.12xlarge", buy: "on-demand", kvCacheDtype: "fp8", json: true });
    const { ranked, rejected } = JSON.parse(out);
    expect([ranked.length, rejected.length]).toEqual([1, 0]);
    expect(ranked[0].fit.maxConcurrent).toBeGreaterThan(20);
  });

  it("that nothing serves says why, and exits with 1", async () => {
    const { status, out, err } = await run({ model: "DeepSeek-R1", instance: "g6.xlarge", json: true });
    const sentence =
      "g6.xlarge does not serve DeepSeek-R1 with 32,768 tokens of context: the weights are 641.3 GiB, and its one L4 has 22.1 GiB.";
    expect([status, JSON.parse(out).verdict, err]).toEqual([1, sentence, expect.stringContaining(sentence)]);
    expect((await run({ ...distill, model: "DeepSeek-V4.1-Flash" })).err).toContain("memory of its KV cache in vLLM unknown");
  });

  test.each([
    [{ index: "x.json" }, "--index needs --config"],
    [{ config: file("linear.json", '{"architectures":["X"]}') }, "linear.json: model_type"],
    [{ model: undefined }, "--model is missing; accepted: DeepSeek-R1-Distill-Qwen-1.5B"],
    [{ model: "deepseek-r1" }, 'no model "deepseek-r1" in the catalog; did you mean DeepSeek-R1?'],
    [{ tokensPerDay: "-5M" }, "tokens per day is -5000000; accepted: a number of at least 0"],
    [{ tokensPerDay: "lots" }, '--tokens-per-day is "lots"; accepted: a number, with k, M or G'],
    [{ context: "0" }, "context is 0"],
    [{ concurrency: "0" }, "concurrency is 0; accepted: a whole number of at least 1"],
    [
      { instance: "g6e.12xlarg" },
      'no instance "g6e.12xlarg" in the catalog; did you mean g6e.12xlarge? accepted: any, or one of g5.xlarge, ',
    ],
    [{ region: "eu-west-9" }, 'no region "eu-west-9"; did you mean eu-west-1? accepted, regions of AWS with EKS: af-south-1, '],
    [{ region: "moon" }, 'no region "moon"; accepted, regions of AWS with EKS: af-south-1, '],
    [{ replicas: "0" }, "replicas is 0; accepted: a whole number of at least 1"],
    [{ firstToken: "2" }, '--first-token is "2"; accepted: a time above 0 in ms or s, such as 50ms or 2s'],
    [{ perToken: "0ms" }, '--per-token is "0ms"; accepted: a time above 0 in ms or s, such as 50ms or 2s'],
    [{ speculation: "off", write: "r1-distill-32b" }, "--speculation off plans for something else than a keep"],
    [{ speculation: "on" }, '--speculation is "on"; accepted: recipe, off'],
    [{ perToken: "-5ms" }, '--per-token is "-5ms"; accepted'],
    [
      { buy: "spot" },
      '--buy is "spot", for which the catalog has no price; accepted with --prices and a file that has instances.<type>.spot',
    ],
    [
      { buy: "lease" },
      '--buy is "lease"; accepted: on-demand, savings-plan-1y, savings-plan-3y, spot, capacity-block. A reservation costs the on-demand price',
    ],
    [
      { buy: "savings-plan-1y" },
      '--buy is "savings-plan-1y", for which the catalog has no price; accepted with --prices and a file that has instances.<type>.savings-plan-1y',
    ],
    [{ kvCacheDtype: "int4" }, '--kv-cache-dtype is "int4"; accepted: auto, fp8'],
    [{ prices: join(folder, "none.json") }, "none.json cannot be read: ENOENT"],
    [{ prices: file("torn.json", "{") }, "torn.json is not valid JSON"],
    [
      { prices: file("holes.json", '{"currency":"USD","region":"x","date":"2026-11-20","services":{"eksHour":null}}') },
      "holes.json: services.eksHour is null; accepted: ",
    ],
  ] satisfies [PlanOptions | { model: undefined }, string][])("says in one line what is wrong: %#", async (wrong, message) => {
    const { status, out, err } = await run({ ...distill, ...(wrong as PlanOptions) });
    expect([status, out]).toEqual([2, ""]);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err).toContain(message);
  });
});
