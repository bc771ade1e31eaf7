import { describe, expect, it } from "vitest";
import { findModel, type Model } from "../../../catalog/models.ts";
import type { ChoiceAsk } from "../../../planner/choice/choice-ask.ts";
import { choose } from "../../../planner/choice/choose.ts";
import { planReport } from "../../../planner/choice/plan-report.ts";
import { ownPerMonth } from "../../../planner/cost/break-even.ts";
import { catalogPrices, withOverrides } from "../../../planner/cost/prices.ts";
import { tokensPerDay } from "../../../planner/units.ts";
import { usualAsk } from "./usual-ask.ts";

const report = (change: Partial<ChoiceAsk>, prices = catalogPrices, today = new Date("2026-11-29")) => {
  const ask = { ...usualAsk, ...change };
  return planReport(ask, choose(ask, ["on-demand", "capacity-block"], prices), prices, today);
};
const r1 = { model: findModel("DeepSeek-R1") as Model, contextTokens: 32_768, averageTokens: 4096 };
const dear = withOverrides(
  {
    ...catalogPrices,
    apis: catalogPrices.apis.filter(({ serves }) => serves.includes("DeepSeek-R1")).map((api) => ({ ...api, inputUsd: 40, outputUsd: 90 })),
  },
  { currency: "USD", date: "2026-11-20", region: "us-east-1" },
  "own.json",
);

describe("the verdict of a plan", () => {
  it("is to own, with what that saves, where a hosted service costs more", { tags: ["plan-verdict"] }, () => {
    const plan = report({ ...r1, tokensPerDay: tokensPerDay(2e9) }, dear);
    const [same] = plan.hosted;
    const saved = Math.round((same?.perMonth ?? 0) - ownPerMonth(plan.winner?.own as never, tokensPerDay(2e9)));
    expect(plan.verdict).toBe(
      `Own: saves ${saved.toLocaleString("en-US")} USD a month against ${same?.api.model} at ${same?.api.provider}.`,
    );
    expect(saved).toBeGreaterThan(0);
  });

  it("is not to, with both bills, where it costs less", () => {
    expect(report({ ...r1, tokensPerDay: tokensPerDay(1e6) }).verdict).toMatch(
      /^Do not self-host: [\d,]+ USD a month to own, [\d,]+ USD at Amazon Bedrock.*, unless data residency or control is decisive\.$/,
    );
    expect(report({ model: findModel("DeepSeek-V4-Flash") as Model, tokensPerDay: tokensPerDay(0) }).verdict).toMatch(
      /^Do not self-host: [\d,]+ USD a month to own, and never cheaper at any load, unless data residency or control is decisive\.$/,
    );
  });

  it("names the load from which owning wins, where none was asked", () =>
    expect(report({ ...r1, tokensPerDay: tokensPerDay(0) }, dear).verdict).toMatch(/^Own from [\d,]+ tokens a day; below that/));

  it("is none on cost where only other models are hosted, and says where nothing holds the model", () => {
    expect(report({}).verdict).toMatch(
      /^No verdict on cost: no hosted service of this model is in the catalog; owning costs [\d,]+ USD a month\.$/,
    );
    expect(report({ model: findModel("DeepSeek-V4.1-Flash") as Model }).verdict).toMatch(
      /^Nothing in the catalog holds DeepSeek-V4\.1-Flash/,
    );
  });
});

describe("prices behind a plan", () => {
  it("that are old are named, a file's own by its date", () => {
    expect(report({}).prices.stale.map(({ what }) => what)).toContain("instances on demand");
    const fresh = withOverrides(
      catalogPrices,
      { currency: "USD", date: "2026-11-20", region: "us-east-1", instances: { "g7e.12xlarge": { "on-demand": 1 } } },
      "own.json",
    );
    expect(report({}, fresh).prices.stale.map(({ what }) => what)).not.toContain("instances on demand");
    expect(report({}, fresh, new Date("2027-03-01")).prices.stale.map(({ what }) => what)).toContain("instances of own.json");
  });

  it("are those of long requests where an average request is long", { tags: ["price-of-long-requests"] }, () => {
    const gpt = (averageTokens: number) =>
      report({ model: findModel("DeepSeek-V4-Flash") as Model, contextTokens: 524_288, concurrent: 1, averageTokens })
        .hosted.filter(({ api }) => api.model === "gpt-5.5")
        .map(({ api }) => api.inputUsd);
    expect([gpt(8192), gpt(400_000)]).toEqual([[5], [10]]);
  });
});
