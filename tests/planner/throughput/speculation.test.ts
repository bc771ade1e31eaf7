import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { measuredAcceptance, measuredSpeedUps } from "../../../catalog/draft-acceptance.ts";
import { findGpuSpeed, type GpuSpeed } from "../../../catalog/gpu-speeds.ts";
import { usableGiB } from "../../../catalog/gpus.ts";
import { findInstance, type Instance } from "../../../catalog/instances.ts";
import { findModel, type Model, models } from "../../../catalog/models.ts";
import { factDate } from "../../../catalog/sourced.ts";
import { findShape } from "../../../planner/check/find-shape.ts";
import { type Candidate, weigh } from "../../../planner/choice/candidate.ts";
import { catalogPrices } from "../../../planner/cost/prices.ts";
import { planMemory } from "../../../planner/memory/plan-memory.ts";
import type { ModelShape } from "../../../planner/model/shape.ts";
import { type ServedLoad, throughput } from "../../../planner/throughput/roofline.ts";
import {
  type Speculation,
  speculationOf,
  speculativeThroughput,
  tokensPerStep,
  withoutSpeculation,
} from "../../../planner/throughput/speculation.ts";
import { usualAsk } from "../choice/usual-ask.ts";

const both = (repository: string, gpu: string, tensorParallel: number, load: ServedLoad, speculation: Speculation) => {
  const shape = findShape(repository)?.shape as ModelShape;
  const { settings, perRequest } = planMemory({
    shape,
    gpu: { name: gpu, usableGiB: usableGiB(gpu) },
    settings: { tensorParallel, draft: true },
  });
  const given = [shape, settings, findGpuSpeed(gpu) as GpuSpeed, load, perRequest / settings.maxModelLen] as const;
  return { plain: throughput(...given), drafted: speculativeThroughput(...given, speculation) };
};
const load = { concurrent: 4, inputTokens: 1024, outputTokens: 512, cached: 0 };
const methods = ["mtp", "dspark"] as const;

describe("speculative decoding", () => {
  test.each(measuredAcceptance)("gives the tokens of a step that were measured: $model, $drafted drafted, $tokensPerStep", (measured) => {
    const range = tokensPerStep(measured);
    expect(measured.tokensPerStep).toBeGreaterThan(range.low);
    expect(measured.tokensPerStep).toBeLessThan(range.high);
    expect(measured.source.length).toBeGreaterThan(10);
    expect(factDate.safeParse(measured.date).success).toBe(true);
  });

  test.each(measuredSpeedUps)(
    "is as much faster as was measured: $repository, $concurrent at once, $times times",
    ({ repository, gpu, tensorParallel, times, method, drafted, ...of }) => {
      const { plain, drafted: fast } = both(repository, gpu, tensorParallel, { ...of, cached: 0 }, { method, drafted });
      expect(Math.abs(plain.perToken.mid / fast.perToken.mid / times - 1)).toBeLessThan(0.25);
      expect(plain.perToken.high / fast.perToken.high).toBeLessThan(times);
    },
  );

  it("gives from one token to all that are drafted and the model's own", { tags: ["tokens-per-step"] }, () => {
    fc.assert(
      fc.property(fc.constantFrom(...methods), fc.integer({ min: 1, max: 12 }), (method, drafted) => {
        const [one, more] = [tokensPerStep({ method, drafted }), tokensPerStep({ method, drafted: drafted + 1 })];
        expect(one.low > 1 && one.low < one.mid && one.mid < one.high && one.high < drafted + 1).toBe(true);
        for (const end of ["low", "mid", "high"] as const) expect(more[end]).toBeGreaterThan(one[end]);
      }),
    );
    const { mid } = tokensPerStep({ method: "mtp", drafted: 2 });
    expect(mid).toBeCloseTo(1 + 0.86 + 0.86 ** 2, 12);
  });

  it("costs what the drafts and their verification take", { tags: ["drafts-cost-steps"] }, () => {
    for (const method of methods) {
      const { plain, drafted } = both("deepseek-ai/DeepSeek-V4-Flash-0731", "H200", 8, load, { method, drafted: 3 });
      for (const end of ["low", "mid", "high"] as const) {
        expect(drafted.step[end]).toBeGreaterThan(plain.step[end]);
        expect(drafted.firstToken[end]).toBeGreaterThan(plain.firstToken[end]);
      }
      expect(drafted.perRequest.mid).toBeCloseTo(drafted.tokensPerStep.mid / drafted.step.mid, 9);
      const deeper = both("deepseek-ai/DeepSeek-V4-Flash-0731", "H200", 8, load, { method, drafted: 7 }).drafted;
      expect(deeper.step.mid).toBeGreaterThan(drafted.step.mid);
      // The first pass of a draft reads three layers beside the 43 of a step, and the head.
      const first = both("deepseek-ai/DeepSeek-V4-Flash-0731", "H200", 8, load, { method, drafted: 1 });
      const verified = both("deepseek-ai/DeepSeek-V4-Flash-0731", "H200", 8, { ...load, tokensOfRequest: 2 }, { method, drafted: 1 }).plain;
      expect(first.drafted.step.mid / verified.step.mid).toBeGreaterThan(1 + 3 / 43);
    }
  });

  it("visits the experts of each token that is verified", { tags: ["drafts-verified"] }, () => {
    const { plain, drafted } = both("deepseek-ai/DeepSeek-R1", "H200", 8, { ...load, concurrent: 32 }, { method: "mtp", drafted: 1 });
    // The one draft layer of 61 would lengthen a step by some 3%.
    expect(drafted.step.mid / plain.step.mid).toBeGreaterThan(1.15);
  });

  it("is a range in every number, whose request lives as long as the output of all says", () => {
    const { drafted } = both("deepseek-ai/DeepSeek-R1", "H200", 8, load, { method: "mtp", drafted: 1 });
    for (const { low, mid, high, why } of Object.values(drafted)) {
      expect(low < mid && mid < high).toBe(true);
      expect(why).toContain("depends on the text");
    }
    const { outputTokens, concurrent } = load;
    // The draft's own reading of the input is in the first token alone: a layer of sixty.
    const life = drafted.firstToken.mid + outputTokens * drafted.perToken.mid;
    expect((concurrent * outputTokens) / life / drafted.output.mid).toBeGreaterThan(0.98);
    expect((concurrent * outputTokens) / life / drafted.output.mid).toBeLessThanOrEqual(1);
  });

  it("gains less on a full batch than for one request", () => {
    const times = (concurrent: number) => {
      const { plain, drafted } = both(
        "deepseek-ai/DeepSeek-V4-Flash-0731",
        "H200",
        8,
        { ...load, concurrent },
        { method: "dspark", drafted: 7 },
      );
      return plain.perToken.mid / drafted.perToken.mid;
    };
    expect(times(256)).toBeLessThan(times(1));
  });
});

describe("the speculation of a recipe", () => {
  test.each([
    [null, { kind: "none" }],
    [[], { kind: "none" }],
    [["--block-size", "256"], { kind: "none" }],
    [["--speculative-config", '{"method":"mtp","num_speculative_tokens":1}'], { kind: "known", method: "mtp", drafted: 1 }],
    [['--speculative-config={"method":"deepseek_mtp","num_speculative_tokens":3}'], { kind: "known", method: "mtp", drafted: 3 }],
    [["--speculative-config", '{"method":"eagle3","num_speculative_tokens":3}'], { kind: "unknown", method: "eagle3" }],
    [["--speculative-config", '{"method":"mtp"}'], { kind: "unknown", method: "mtp" }],
    [["--speculative-config", "{"], { kind: "unknown", method: "" }],
  ])("of %j is %j", (flags, expected) => expect(speculationOf(flags)).toEqual(expected));

  it("is in the catalog that of DSpark, and of nothing else", () => {
    for (const { name, serveFlags } of models) {
      const of = speculationOf(serveFlags);
      expect(of.kind === "known").toBe(/DSpark|0731|0813/.test(name));
      if (of.kind === "known") expect(of).toMatchObject({ method: "dspark", drafted: 7 });
    }
  });

  it("is left out with its draft in memory, and nothing else with it", { tags: ["speculation-off"] }, () => {
    const model = findModel("DeepSeek-V4-Flash-0731") as Model;
    const off = withoutSpeculation(model);
    expect(off.serveFlags).toEqual(model.serveFlags?.slice(0, -2));
    expect(withoutSpeculation({ serveFlags: null })).toEqual({ serveFlags: null });
    const on = (of: Model) =>
      weigh({ ...usualAsk, model: of }, findInstance("p5en.48xlarge") as Instance, "on-demand", catalogPrices) as Candidate;
    const [drafting, plain] = [on(model), on(off)];
    expect(plain.throughput.tokensPerStep.mid).toBe(1);
    expect(drafting.throughput.tokensPerStep.mid).toBeGreaterThan(3);
    expect(drafting.throughput.perToken.mid).toBeLessThan(plain.throughput.perToken.mid);
    expect(drafting.fit.perGpu.weightsGiB).toBeGreaterThan(plain.fit.perGpu.weightsGiB);
  });
});
