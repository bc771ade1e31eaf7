import { expect, it } from "vitest";
import { instances } from "../../../catalog/instances.ts";
import { models } from "../../../catalog/models.ts";
import { choose } from "../../../planner/choice/choose.ts";
import { planReport } from "../../../planner/choice/plan-report.ts";
import { catalogPrices } from "../../../planner/cost/prices.ts";
import { callsIn } from "../../support/calls.ts";
import { usualAsk } from "./usual-ask.ts";

// What this takes in seconds is measured by `npm run bench`: some 50 ns a call.

it("plans every model of the catalog on every instance in a few thousand calls for each of the pairs", () => {
  const calls = callsIn("planner", () => {
    for (const model of models) {
      const ask = { ...usualAsk, model, contextTokens: Math.min(32_768, model.maxContextTokens) };
      const { ranked, rejected } = choose(ask, ["on-demand"], catalogPrices);
      expect(ranked.length + rejected.length).toBe(instances.length);
    }
  });
  expect(calls).toBeLessThan(5000 * models.length * instances.length);
});

it("answers one question in some ten thousand calls for each instance", () => {
  const [model] = models;
  if (!model) throw new Error("no model");
  const ask = { ...usualAsk, model };
  const calls = callsIn("planner", () => {
    expect(planReport(ask, choose(ask, ["on-demand", "capacity-block"], catalogPrices), catalogPrices).winner).toBeDefined();
  });
  expect(calls).toBeLessThan(50_000 * instances.length);
});
