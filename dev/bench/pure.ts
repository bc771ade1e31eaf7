// What tests hold by counting calls, and by coming to an end at all, in seconds: the planner over its whole catalog, and masking.
import { models } from "../../catalog/models.ts";
import { maskText } from "../../diff/masking/mask-text.ts";
import { choose } from "../../planner/choice/choose.ts";
import { planReport } from "../../planner/choice/plan-report.ts";
import { catalogPrices } from "../../planner/cost/prices.ts";
import { usualAsk } from "../../tests/planner/choice/usual-ask.ts";

const works: [name: string, work: () => unknown][] = [
  [
    "planner: all models",
    () =>
      models.map((model) =>
        choose(
          { ...usualAsk, model, contextTokens: Math.min(usualAsk.contextTokens, model.maxContextTokens) },
          ["on-demand"],
          catalogPrices,
        ),
      ),
  ],
  [
    "planner: one question",
    () => {
      const ask = { ...usualAsk, model: models[0]! };
      return planReport(ask, choose(ask, ["on-demand", "capacity-block"], catalogPrices), catalogPrices);
    },
  ],
  ["masking: a hostile megabyte", () => maskText("AKIA".repeat(250_000))],
];

/** Prints the seconds of each, the best of some runs: what else the machine does only adds to it. */
export function benchPure(runs: number, row: (...cells: string[]) => void): void {
  row("computed alone", "best");
  for (const [name, work] of works) {
    const taken = Array.from({ length: runs }, () => {
      const started = performance.now();
      work();
      return (performance.now() - started) / 1000;
    });
    row(name, `${Math.min(...taken).toFixed(3)} s`);
  }
}
