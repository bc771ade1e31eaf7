import { findModel, type Model } from "../../../catalog/models.ts";
import { ownHardwarePage } from "../../../plan-report/html/own-hardware-page.ts";
import { planPage } from "../../../plan-report/html/plan-page.ts";
import type { ChoiceAsk } from "../../../planner/choice/candidate.ts";
import { choose } from "../../../planner/choice/choose.ts";
import { planOwnHardware } from "../../../planner/choice/own-hardware.ts";
import { type PlanReport, planReport } from "../../../planner/choice/plan-report.ts";
import { catalogPrices } from "../../../planner/cost/prices.ts";
import { tokensPerDay, usd } from "../../../planner/units.ts";
import { usualAsk } from "../../planner/choice/usual-ask.ts";

const plan = (name: string, change: Partial<ChoiceAsk>): PlanReport => {
  const ask: ChoiceAsk = { ...usualAsk, model: findModel(name) as Model, ...change };
  return planReport(ask, choose(ask, ["on-demand", "capacity-block"], catalogPrices), catalogPrices);
};

/** Plans that differ in what their page must show: owning that wins, owning that never does, a large mixture of experts, no winner at all. */
export const plans: Record<string, () => PlanReport> = {
  wins: () => plan("DeepSeek-R1", { contextTokens: 16_384, tokensPerDay: tokensPerDay(5e9) }),
  "hosted is cheaper": () =>
    plan("DeepSeek-V4-Flash", { contextTokens: 131_072, averageTokens: 8192, concurrent: 4, tokensPerDay: tokensPerDay(100e6) }),
  "large mixture": () =>
    plan("DeepSeek-V4-Pro", { contextTokens: 262_144, averageTokens: 16_384, concurrent: 4, tokensPerDay: tokensPerDay(300e6) }),
  "by concurrency alone": () => plan("DeepSeek-R1-Distill-Qwen-32B", { tokensPerDay: tokensPerDay(0) }),
  "nothing would do": () => plan("DeepSeek-V4.1-Flash", {}),
};

const own = (gpu: string, nodePerMonth: number | null) => () =>
  ownHardwarePage(
    planOwnHardware(
      { ...usualAsk, model: findModel("DeepSeek-R1") as Model, tokensPerDay: tokensPerDay(500e6) },
      { gpu, gpuCount: 8, nodePerMonth: nodePerMonth === null ? null : usd(nodePerMonth) },
      catalogPrices,
    ),
  );

/** The page of each plan, and those of plans for hardware that is there: with a cost, without, and where it does not do. */
export const pages: Record<string, () => string> = {
  ...Object.fromEntries(Object.entries(plans).map(([name, plan]) => [name, () => planPage(plan())])),
  "own hardware": own("H200", 19_000),
  "own hardware without a cost": own("H200", null),
  "own hardware that does not do": own("H100", 9000),
};
