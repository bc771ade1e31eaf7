import { expect, test } from "vitest";
import { findModel } from "../../../catalog/models.ts";
import { hostedLines } from "../../../plan-report/text/plan-hosted.ts";
import { choose } from "../../../planner/choice/choose.ts";
import type { Hosted } from "../../../planner/choice/hosted.ts";
import { planReport } from "../../../planner/choice/plan-report.ts";
import { catalogPrices } from "../../../planner/cost/prices.ts";
import { tokensPerDay } from "../../../planner/units.ts";
import { usualAsk } from "../../planner/choice/usual-ask.ts";

/** What is said of a service of the very model whose price is as high as stated: null where owning never costs less. */
function said(millions: number, owningWins: boolean, crossing: number | null): string {
  const ask = { ...usualAsk, model: findModel("DeepSeek-V4-Flash")!, contextTokens: 131_072, tokensPerDay: tokensPerDay(millions * 1e6) };
  const report = planReport(ask, choose(ask, ["on-demand"], catalogPrices), catalogPrices);
  const hosted = report.hosted.map((one): Hosted => {
    const load = crossing === null ? null : tokensPerDay(crossing * 1e6);
    return { ...one, owningWins, breakEven: { ...one.breakEven, load } };
  });
  expect(hosted.some(({ api }) => api.serves.length > 0)).toBe(true);
  return hostedLines({ ...report, hosted }, report.winner!, 200).join("\n");
}

test.each([
  ["a load below the crossing", 50, false, 60, /^Do not self-host to save money at this load: owning costs [\d.]+ USD/m],
  ["a load above it", 70, true, 60, /^Owning costs less at this load: [\d.]+ USD per million/m],
  ["a service that is cheaper at any load", 50, false, null, /^Do not self-host to save money: it is not cheaper at any load/m],
])("%s has its verdict, and no other", (_, millions, owningWins, crossing, verdict) => {
  const text = said(millions, owningWins, crossing);
  expect(text).toMatch(verdict);
  expect(text.match(/self-host to save money|Owning costs less/g)).toHaveLength(1);
});

test("a load that is not known has no verdict at it", () => {
  expect(said(0, false, 60)).not.toMatch(/at this load/);
});
