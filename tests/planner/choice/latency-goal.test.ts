import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { findInstance, type Instance } from "../../../catalog/instances.ts";
import { findModel, type Model } from "../../../catalog/models.ts";
import { type Candidate, weigh } from "../../../planner/choice/candidate.ts";
import type { ChoiceAsk } from "../../../planner/choice/choice-ask.ts";
import { choose, mainReason, whyDearer } from "../../../planner/choice/choose.ts";
import { inWords, nearest, withinGoal } from "../../../planner/choice/latency-goal.ts";
import { planReport } from "../../../planner/choice/plan-report.ts";
import { catalogPrices } from "../../../planner/cost/prices.ts";
import type { Throughput } from "../../../planner/throughput/roofline.ts";
import { type Seconds, seconds, tokensPerDay } from "../../../planner/units.ts";
import { usualAsk } from "./usual-ask.ts";

const on = (instance: string, change: Partial<ChoiceAsk>) =>
  weigh({ ...usualAsk, ...change }, findInstance(instance) as Instance, "on-demand", catalogPrices);
const served = (change: Partial<ChoiceAsk>, instance = "g7e.12xlarge") => on(instance, change) as Candidate;
const all = (change: Partial<ChoiceAsk>) => choose({ ...usualAsk, ...change }, ["on-demand"], catalogPrices);

describe("a goal of latency", () => {
  it("binds nothing where it is left out, or already met", () => {
    const free = served({});
    expect(free.together.requests).toBe(free.together.withoutGoal.requests);
    const loose = served({ latency: { firstToken: seconds(60), perToken: seconds(60) } });
    expect([loose.replicas, loose.together, loose.throughput]).toEqual([free.replicas, free.together, free.throughput]);
  });

  it("makes fewer requests decode together, the most that meet it, and so more replicas", { tags: ["latency-goal-binds"] }, () => {
    const busy = { concurrent: 60, tokensPerDay: tokensPerDay(0) };
    const free = served(busy);
    const goal = seconds(free.throughput.perToken.mid * 0.75);
    const bound = served({ ...busy, latency: { perToken: goal } });
    expect(bound.throughput.perToken.mid).toBeLessThanOrEqual(goal);
    expect(bound.together.requests).toBeLessThan(free.together.requests);
    expect(bound.together.withoutGoal).toEqual({ requests: free.together.requests, replicas: free.replicas });
    const tight = served({ ...busy, latency: { perToken: seconds(0.05) } });
    expect(tight.replicas).toBe(Math.ceil(60 / tight.together.requests));
    expect(tight.replicas).toBeGreaterThan(free.replicas);
    expect(whyDearer(tight, free)).toContain(
      `it needs ${tight.replicas} replicas, because one serves ${tight.together.requests} requests within the goal`,
    );
  });

  it("rejects what misses it with one request alone, with what is reached and what was asked", { tags: ["latency-goal-missed"] }, () => {
    expect(on("g7e.12xlarge", { latency: { firstToken: seconds(0.2) } })).toMatchObject({
      reason: "an average request gets its first token after 532 ms; the goal is 200 ms",
      missed: { goal: "firstToken", asked: 0.2 },
    });
    const late = on("g7e.12xlarge", { latency: { perToken: seconds(0.01) } });
    expect(late).toMatchObject({ reason: expect.stringMatching(/^a single request takes, for each token, 4\d ms; the goal is 10 ms$/) });
  });

  it("says, where nothing reaches it, what comes nearest", () => {
    const ask = { ...usualAsk, latency: { perToken: seconds(0.0001) } };
    const choice = choose(ask, ["on-demand", "capacity-block"], catalogPrices);
    expect(choice.ranked).toEqual([]);
    const best = nearest(choice.rejected);
    const reached = choice.rejected.flatMap(({ missed }) => (missed ? [missed.reached] : []));
    expect(best?.missed?.reached).toBe(Math.min(...reached));
    expect(mainReason(choice)).toBe(`${best?.instance} comes closest: ${best?.reason}`);
    expect(planReport(ask, choice, catalogPrices).verdict).toBe(
      `Nothing in the catalog serves ${usualAsk.model.name} with each token within 0.1 ms: ${mainReason(choice)}.`,
    );
  });

  it("stands in the verdict", () => {
    const ask = { ...usualAsk, latency: { firstToken: seconds(2), perToken: seconds(0.05) } };
    expect(planReport(ask, choose(ask, ["on-demand"], catalogPrices), catalogPrices).verdict).toMatch(
      /a month\. It meets the first token within 2\.0 s and each token within 50 ms, by expected values\.$/,
    );
  });

  it("never takes fewer replicas, nor leaves more instances, for less time", () => {
    const model = fc.constantFrom(
      ...["DeepSeek-R1-Distill-Qwen-7B", "DeepSeek-V4-Flash", "DeepSeek-R1"].map((name) => findModel(name) as Model),
    );
    fc.assert(
      fc.property(model, fc.integer({ min: 1, max: 300 }), fc.double({ min: 0.004, max: 0.2, noNaN: true }), (of, concurrent, goal) => {
        const change = { model: of, concurrent };
        const loose = all({ ...change, latency: { perToken: seconds(goal * 1.5) } });
        const tight = all({ ...change, latency: { perToken: seconds(goal) } });
        const before = new Map(loose.ranked.map((each) => [each.instance.name, each]));
        for (const { instance, replicas, together, throughput } of tight.ranked) {
          const with_ = before.get(instance.name) as Candidate;
          expect(throughput.perToken.mid).toBeLessThanOrEqual(goal);
          expect(replicas).toBeGreaterThanOrEqual(with_.replicas);
          expect(together.requests).toBeLessThanOrEqual(with_.together.requests);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("takes the most requests that meet it, whatever the speed of a server", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 400 }), (most, holds) => {
        const at = (requests: number) =>
          ({ perToken: { mid: seconds(requests) }, firstToken: { mid: seconds(0.1) } }) as unknown as Throughput;
        expect(withinGoal({ perToken: seconds(holds) }, most, at)).toMatchObject({ requests: Math.min(most, holds) });
      }),
    );
  });

  test.each([
    [0.0084, "8.4 ms"],
    [0.045, "45 ms"],
    [0.9994, "999 ms"],
    [0.9996, "1.0 s"],
    [12.34, "12.3 s"],
  ])("%d is %s", (value, text) => expect(inWords(value as Seconds)).toBe(text));
});
