import { describe, expect, it, test } from "vitest";
import { findInstance, type Instance, instances } from "../../../catalog/instances.ts";
import { findModel, type Model, models } from "../../../catalog/models.ts";
import { findShape } from "../../../planner/check/find-shape.ts";
import { type Candidate, weigh } from "../../../planner/choice/candidate.ts";
import { capacitySettings } from "../../../planner/choice/capacity-settings.ts";
import type { ChoiceAsk } from "../../../planner/choice/choice-ask.ts";
import { choose } from "../../../planner/choice/choose.ts";
import { catalogPrices } from "../../../planner/cost/prices.ts";
import { ownModel } from "../../../planner/fit-model.ts";
import type { ModelShape } from "../../../planner/model/shape.ts";
import { tokensPerDay } from "../../../planner/units.ts";
import { usualAsk } from "./usual-ask.ts";

const r1: ChoiceAsk = {
  ...usualAsk,
  model: findModel("DeepSeek-R1") as Model,
  contextTokens: 65_536,
  averageTokens: 8192,
  tokensPerDay: tokensPerDay(0),
};
const on = (ask: ChoiceAsk, instance: string) => weigh(ask, findInstance(instance) as Instance, "capacity-block", catalogPrices);
const served = (ask: ChoiceAsk, instance = "p5e.48xlarge"): Candidate => {
  const result = on(ask, instance);
  if ("reason" in result) throw new Error(result.reason);
  return result;
};
/** A shape like V3's whose experts, so wide, end within a block of scales where eight tensor ranks slice them, and the shared one with them. */
const widened = (intermediate: number) => {
  const shape = findShape("deepseek-ai/DeepSeek-V3")?.shape as ModelShape;
  const layers = shape.layers.map((each) => (each.experts ? { ...each, experts: { ...each.experts, intermediate } } : each));
  return ownModel("mine", { ...shape, layers }, undefined);
};
const dataParallel = { tensorParallel: 1, dataParallel: 8, expertParallel: true };

describe("the layout of a candidate", () => {
  it("is the one with the fewest replicas, and says what it is for", { tags: ["layout-with-fewest-replicas"] }, () => {
    const { layout, replicas, fit } = served({ ...r1, concurrent: 128 });
    expect(layout).toEqual({
      ...dataParallel,
      usual: false,
      words: "data parallel attention x 8 with expert parallelism",
      why: "4 replicas instead of 15: each rank has its own cache, for 32 requests in total, while tensor parallel over 8 GPUs with expert parallelism holds 9: each of its ranks stores the latents of all of them",
      doubt: "no start-up log of it was found for this architecture: test it before you buy",
    });
    expect([replicas, fit.maxConcurrent]).toEqual([4, 32]);
    expect(served({ ...r1, concurrent: 128, layout: "usual" })).toMatchObject({ replicas: 15, layout: { usual: true, why: "as asked" } });
  });

  it("is the usual one where no other takes fewer", () => {
    const { layout } = served({ ...r1, concurrent: 2 });
    expect(layout).toEqual({
      tensorParallel: 8,
      dataParallel: 1,
      expertParallel: true,
      usual: true,
      words: "tensor parallel over 8 GPUs with expert parallelism",
      why: "no other layout takes fewer than 1 replica",
      doubt: "",
    });
  });

  it("is doubted where no start-up log of it is held, and only there", { tags: ["layout-doubted"] }, () => {
    const doubt = (model: string, layout: ChoiceAsk["layout"], instance?: string) =>
      served({ ...r1, contextTokens: 16_384, model: findModel(model) as Model, layout }, instance).layout.doubt;
    expect(doubt("DeepSeek-R1", dataParallel)).toMatch(/^no start-up log of it was found/);
    expect(doubt("DeepSeek-V3.2", dataParallel)).toMatch(/^no start-up log of it was found/);
    expect(doubt("DeepSeek-R1", "usual")).toBe("");
    expect(doubt("DeepSeek-V4-Flash", dataParallel)).toBe("");
  });

  it("takes no more replicas than any other, for every model and instance", () => {
    for (const model of models.filter(({ architecture }) => architecture === "moe"))
      for (const instance of instances) {
        const ask = { ...usualAsk, model, contextTokens: 16_384, concurrent: 300 };
        const [any, usual] = [ask, { ...ask, layout: "usual" as const }].map((each) => weigh(each, instance, "on-demand", catalogPrices));
        if (!any || !usual || "reason" in usual) continue;
        expect("reason" in any ? Number.POSITIVE_INFINITY : any.replicas, `${model.name} on ${instance.name}`).toBeLessThanOrEqual(
          usual.replicas,
        );
      }
  });

  it("is none whose pool may have no room for one request", { tags: ["layout-that-starts"] }, () => {
    const long = { ...r1, model: findModel("DeepSeek-V4-Pro") as Model, contextTokens: 1_048_576, averageTokens: 131_072, concurrent: 8 };
    const narrow = { tensorParallel: 2, dataParallel: 4, expertParallel: true };
    const { memory } = served({ ...long, layout: narrow }).fit;
    const rank = memory.ranks[memory.worst];
    expect((rank?.pool.low ?? 0) < memory.perRequest && memory.perRequest < (rank?.pool.mid ?? 0)).toBe(true);
    expect(served(long).layout.dataParallel).not.toBe(4);
    const result = on({ ...r1, model: widened(2704), contextTokens: 131_072, averageTokens: 16_384, concurrent: 1 }, "p5e.48xlarge");
    expect(result).toMatchObject({
      reason: "the low end of its pool has no room for one request, and there are few logs of such a layout",
    });
  });

  it("is explained by tokens where these decide", () => {
    const { layout, replicasFor } = served({ ...r1, concurrent: 1, tokensPerDay: tokensPerDay(3e9) });
    expect(replicasFor.load).toBeGreaterThan(1);
    expect(layout.why).toMatch(
      /^\d+ replicas instead of \d+: [\d,]+ tokens per second each, compared with tensor parallel over 8 GPUs .*: [\d,]+$/,
    );
  });

  it("is with expert parallelism where slices of experts do not end with a block", () => {
    const shape = findShape("deepseek-ai/DeepSeek-V3")?.shape as ModelShape;
    const narrow = {
      ...shape,
      layers: shape.layers.map((each) => (each.experts ? { ...each, experts: { ...each.experts, intermediate: 1536 } } : each)),
    };
    const shared = {
      ...narrow,
      layers: narrow.layers.map((each) => (each.experts ? { ...each, experts: { ...each.experts, shared: 0 } } : each)),
    };
    const { layout } = served({
      ...r1,
      model: ownModel("mine", shared, undefined),
      concurrent: 1,
      contextTokens: 8192,
      averageTokens: 1024,
    });
    expect(layout).toMatchObject({ expertParallel: true, usual: false, why: "vLLM does not run tensor parallel over 8 GPUs" });
  });

  it("stands in the settings where it is not the usual one", { tags: ["capacity-names-the-layout"] }, () => {
    expect(capacitySettings(served({ ...r1, concurrent: 128 }), 128)).toMatchObject({ concurrent: 32, layout: dataParallel });
    expect(capacitySettings(served({ ...r1, concurrent: 2 }), 2)).not.toHaveProperty("layout");
  });

  test.each([
    ["p5e.48xlarge", { ...dataParallel, dataParallel: 4 }, "tensor x data parallel is 4, and a node has 8 GPUs"],
    ["p5e.48xlarge", { ...dataParallel, expertParallel: false }, "no recipe runs data parallel attention without expert parallelism"],
  ])("on %s is not %j", (instance, layout, reason) =>
    expect(on({ ...r1, layout }, instance)).toMatchObject({ reason: expect.stringContaining(reason) }),
  );

  it("of a dense model is the only one there is, and needs no reason", () => {
    for (const { layout } of choose(usualAsk, ["on-demand"], catalogPrices).ranked) expect(layout).toMatchObject({ usual: true, why: "" });
  });
});
