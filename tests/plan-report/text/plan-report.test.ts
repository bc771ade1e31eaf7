import { describe, expect, test } from "vitest";
import { models } from "../../../catalog/models.ts";
import { planText } from "../../../plan-report/text/plan-report.ts";
import { choose } from "../../../planner/choice/choose.ts";
import { planReport } from "../../../planner/choice/plan-report.ts";
import { catalogPrices } from "../../../planner/cost/prices.ts";
import { seconds, tokensPerDay } from "../../../planner/units.ts";
import { plain } from "../../../terminal/paint.ts";
import { usualAsk } from "../../planner/choice/usual-ask.ts";

const loads = [0, 1000, 50e6, 500e9];

describe("the text of a plan", () => {
  test.each(models.map((model) => [model.name, model] as const))("cuts nothing of %s, in 80 and in 100 columns", (_, model) => {
    for (const load of loads) {
      const latency = load === 50e6 ? { firstToken: seconds(3), perToken: seconds(0.1) } : {};
      const ask = { ...usualAsk, model, latency, tokensPerDay: tokensPerDay(load), concurrent: load > 1e9 ? 64 : 1 };
      const report = planReport(ask, choose(ask, ["on-demand", "capacity-block"], catalogPrices), catalogPrices, new Date(), {
        reckoned: load === 1000,
      });
      for (const width of [80, 100]) {
        const text = planText(report, plain, width);
        expect(text).not.toContain("…");
        // What the project has seen on GPUs is told of what is recommended, and of nothing else.
        expect(text.includes("validated on")).toBe(report.winner !== undefined);
        // The numbers of a hundred million dollars are wider than 80 columns: the table is then wider, and cuts none.
        if (load < 1e9 || width === 100) for (const line of text.split("\n")) expect(line.length, line).toBeLessThanOrEqual(width);
        // Each bill of a month stands whole, whatever the table's other columns take.
        for (const { perMonth } of report.winner?.cost.lines ?? []) expect(text).toContain(perMonth.toFixed(2));
      }
    }
  });
});
