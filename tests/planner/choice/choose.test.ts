import { describe, expect, it, test } from "vitest";
import { findModel, type Model } from "../../../catalog/models.ts";
import { capacitySettings } from "../../../planner/choice/capacity-settings.ts";
import type { ChoiceAsk } from "../../../planner/choice/choice-ask.ts";
import { choose, mainReason, whyDearer } from "../../../planner/choice/choose.ts";
import { planReport } from "../../../planner/choice/plan-report.ts";
import { ownPerMonth } from "../../../planner/cost/break-even.ts";
import { catalogPrices, withOverrides } from "../../../planner/cost/prices.ts";
import { tokensPerDay } from "../../../planner/units.ts";
import { usualAsk as ask } from "./usual-ask.ts";

const chosen = (change: Partial<ChoiceAsk> = {}) => choose({ ...ask, ...change }, ["on-demand", "capacity-block"], catalogPrices);

describe("a choice", () => {
  it("is the cheapest that serves what is asked", () => {
    const { ranked } = chosen();
    const costs = ranked.map(({ cost }) => cost.perMonth);
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
    for (const { fit, replicas, own } of ranked) {
      expect(fit.fits).toBe(true);
      expect(replicas * fit.maxConcurrent).toBeGreaterThanOrEqual(8);
      expect(replicas * own.replicaTokensPerDay).toBeGreaterThanOrEqual(50e6);
    }
    expect(ranked[0]?.instance.name).toBe("g7e.12xlarge");
  });

  it("says why each other is none", { tags: ["choice-says-why-not"] }, () => {
    const { rejected, ranked } = chosen();
    expect(rejected.length + ranked.length).toBe(
      2 * new Set([...rejected.map(({ instance }) => instance), ...ranked.map(({ instance }) => instance.name)]).size,
    );
    const reason = (instance: string, purchase: string) =>
      rejected.find((each) => each.instance === instance && each.purchase === purchase)?.reason;
    expect(reason("g5.xlarge", "on-demand")).toMatch(/^the weights are 61\.\d GiB, and its one A10G has 22\.\d GiB$/);
    expect(reason("g5.xlarge", "capacity-block")).toBe("not sold in Capacity Blocks");
    expect(reason("p5e.48xlarge", "on-demand")).toBe("no price known on demand in us-east-1");
    expect(
      chosen({ model: findModel("DeepSeek-R1") as Model }).rejected.find(({ instance }) => instance === "g6.48xlarge")?.reason,
    ).toMatch(/^the weights are 641\.3 GiB, and its 8 L4 have 17\d\.\d GiB$/);
    expect(
      chosen({ model: findModel("DeepSeek-V4-Flash") as Model }).rejected.find(({ instance }) => instance === "g6.48xlarge")?.reason,
    ).toContain("its recipe was not run on L4; it names H200");
    for (const candidate of ranked.slice(1)) expect(whyDearer(candidate, ranked[0] as typeof candidate)).toMatch(/^\+[\d,]+ USD a month/);
  });

  it("says that GPUs are idle where heads do not divide by them", () => {
    const { ranked } = chosen({ model: findModel("DeepSeek-R1-Distill-Qwen-7B") as Model });
    const wide = ranked.find(({ instance }) => instance.name === "g6.48xlarge");
    expect(wide && whyDearer(wide, ranked[0] as typeof wide)).toContain("4 of 8 GPUs are idle, because attention heads divide by 4");
  });

  it("costs what the bill says, by either way of reckoning", () => {
    for (const { cost, own, replicas } of chosen().ranked)
      expect(own.fixedPerMonth + replicas * own.replicaPerMonth).toBeCloseTo(cost.perMonth, 6);
  });

  it("takes no fewer replicas for more", () => {
    const replicas = (change: Partial<ChoiceAsk>) =>
      new Map(chosen(change).ranked.map((each) => [`${each.instance.name} ${each.purchase}`, each.replicas]));
    const base = replicas({});
    for (const change of [{ concurrent: 80 }, { tokensPerDay: tokensPerDay(1e9) }, { utilization: 0.2 }])
      for (const [key, count] of replicas(change)) expect(count).toBeGreaterThanOrEqual(base.get(key) ?? 0);
  });

  describe("on spot, by a price of one's own", () => {
    const prices = withOverrides(
      catalogPrices,
      { currency: "USD", date: "2026-11-20", region: "us-east-1", instances: { "g6e.12xlarge": { spot: 4.6 } } },
      "mine.json",
    );
    const spot = (change: Partial<ChoiceAsk>) => choose({ ...ask, ...change }, ["spot"], prices);

    it("is none for one replica alone, and says why", { tags: ["choice-on-spot"] }, () => {
      const { ranked, rejected } = spot({ concurrent: 1 });
      expect(ranked).toEqual([]);
      expect(mainReason({ ranked, rejected })).toContain("a single one must not run on spot: it is reclaimed at two minutes' notice");
      expect(planReport({ ...ask, concurrent: 1 }, { ranked, rejected }, prices).verdict).toMatch(
        /^g6e\.12xlarge is large enough, but not with this purchase option: one replica is enough, and a single one must not run on spot: .*\.$/,
      );
      expect(rejected.find(({ instance }) => instance === "g6e.24xlarge")?.reason).toBe(
        "no price known for spot; a price file may add one",
      );
    });

    it("is cheaper for two and more, and no setting buys it", () => {
      const [winner] = spot({ concurrent: 80 }).ranked;
      const [onDemand] = choose({ ...ask, concurrent: 80 }, ["on-demand"], prices, [{ name: "g6e.12xlarge" }]).ranked;
      expect(winner?.replicas).toBeGreaterThan(1);
      expect(winner?.cost.perMonth).toBeLessThan(onDemand?.cost.perMonth ?? 0);
      expect(winner && capacitySettings(winner, 80)).toEqual(onDemand && capacitySettings(onDemand, 80));
    });
  });

  it("becomes the capacity of the settings", () => {
    const [winner] = chosen().ranked;
    expect(winner && capacitySettings(winner, 8)).toEqual({ instance: "g7e.12xlarge", replicas: { min: 1, max: 1 }, concurrent: 8 });
  });

  test.each([
    [{ contextTokens: 0 }, "context is 0; accepted: a whole number of at least 1"],
    [{ contextTokens: 200_000 }, "context is 200000 tokens; DeepSeek-R1-Distill-Qwen-32B was trained for 131072"],
    [{ concurrent: 1.5 }, "concurrency is 1.5"],
    [{ tokensPerDay: tokensPerDay(-5) }, "tokens per day is -5; accepted: a number of at least 0"],
    [{ averageTokens: 99_999 }, "average is 99999 tokens; accepted: a whole number from 2 to the context of 32768"],
    [{ utilization: 0 }, "utilization is 0"],
    [{ hoursPerDay: 25 }, "hours per day is 25"],
    [{ mix: { input: 2, cached: 0 } }, "the input share is 2"],
  ])("does not take %j", (change, message) => expect(() => chosen(change)).toThrow(message));
});

describe("a report", () => {
  const report = (change: Partial<ChoiceAsk> = {}) => planReport({ ...ask, ...change }, chosen(change), catalogPrices);

  it("sets hosted services of the same model beside it, and says which is cheaper at the load", () => {
    const { hosted, winner } = report({ model: findModel("DeepSeek-R1") as Model, contextTokens: 65_536, averageTokens: 8192 });
    expect(hosted.some(({ api }) => api.provider === "Amazon Bedrock" && api.model === "deepseek.r1-v1:0")).toBe(true);
    for (const { perMonth, owningWins } of hosted)
      expect(owningWins).toBe(ownPerMonth((winner as NonNullable<typeof winner>).own, tokensPerDay(50e6)) < perMonth);
  });

  it("does not win over a service of V4-Flash on demand", () => {
    const { hosted } = report({ model: findModel("DeepSeek-V4-Flash") as Model, contextTokens: 131_072, averageTokens: 8192 });
    const cheapest = hosted.find(({ api }) => api.serves.includes("DeepSeek-V4-Flash"));
    expect(cheapest?.breakEven.load).toBeNull();
  });

  it("shows how the crossing moves with utilization and hours", () => {
    const { sensitivity } = report();
    expect(sensitivity.map(({ utilization, hoursPerDay }) => [utilization, hoursPerDay])).toContainEqual([0.2, 8]);
    expect(sensitivity).toHaveLength(8);
  });

  it("has no winner where nothing fits", () => {
    const { winner, settings, hosted } = report({ model: findModel("DeepSeek-V4.1-Flash") as Model });
    expect([winner, settings, hosted]).toEqual([undefined, undefined, []]);
  });
});
