import { describe, expect, it } from "vitest";
import { findModel, type Model, models } from "../../../catalog/models.ts";
import type { ChoiceAsk } from "../../../planner/choice/choice-ask.ts";
import { choose } from "../../../planner/choice/choose.ts";
import { leanOptions } from "../../../planner/choice/lean.ts";
import { planReport } from "../../../planner/choice/plan-report.ts";
import { catalogPrices } from "../../../planner/cost/prices.ts";
import { asFitModel } from "../../../planner/fit-model.ts";
import { usualAsk as ask } from "./usual-ask.ts";

const named = (name: string) => findModel(name) as Model;
const report = (change: Partial<ChoiceAsk>) => {
  const asked = { ...ask, ...change };
  return planReport(asked, choose(asked, ["on-demand", "capacity-block"], catalogPrices), catalogPrices);
};

describe("the lean end", () => {
  it("is of smaller models alone on one GPU, for less, each with what is lost", () => {
    for (const model of models) {
      const { lean, winner } = report({ model, contextTokens: Math.min(8192, model.maxContextTokens) });
      for (const { model: other, candidate, lost } of lean) {
        expect([candidate.instance.gpuCount, other.architecture]).toEqual([1, "dense"]);
        expect(other.parameters.total).toBeLessThan(model.parameters.total);
        if (winner) expect(candidate.cost.perMonth).toBeLessThan(winner.cost.perMonth);
        expect(lost).toMatch(/^\d+\.\dB parameters, not \d+\.\dB/);
      }
    }
    expect(report({}).lean.length).toBeGreaterThan(0);
  });

  it("says both sizes, and fewer replicas where there are fewer", () => {
    const { lean } = report({});
    expect(lean[0]?.lost).toMatch(/^\d\.\dB parameters, not 32\.\dB$/);
    const busy = { ...ask, concurrent: 400 };
    const [winner] = choose(busy, ["on-demand"], catalogPrices).ranked;
    const fewer = leanOptions(busy, catalogPrices, winner).find(({ candidate }) => candidate.replicas < (winner?.replicas ?? 0));
    expect(fewer?.lost).toMatch(new RegExp(`; ${fewer?.candidate.replicas} replicas?, not ${winner?.replicas}$`));
  });

  it("goes by the size of the weights where a model does not tell its parameters", () => {
    const own = { ...asFitModel(named("DeepSeek-R1-Distill-Qwen-7B")), name: "mine" };
    const { parameters: _parameters, ...model } = own as typeof own & { parameters?: unknown };
    const lean = leanOptions({ ...ask, model }, catalogPrices);
    expect(lean.map(({ model: { name } }) => name)).toEqual(["DeepSeek-R1-Distill-Qwen-1.5B"]);
    expect(lean[0]?.lost).toBe("a smaller model than mine");
  });

  it("is none below the smallest model, and none where no smaller one was trained for the context", () => {
    expect(leanOptions({ ...ask, model: named("DeepSeek-R1-Distill-Qwen-1.5B") }, catalogPrices)).toEqual([]);
    expect(leanOptions({ ...ask, model: named("DeepSeek-V4-Flash"), contextTokens: 262_144 }, catalogPrices)).toEqual([]);
  });
});
