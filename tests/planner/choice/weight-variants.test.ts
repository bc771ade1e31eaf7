import { describe, expect, it, test } from "vitest";
import { findModel, type Model, models } from "../../../catalog/models.ts";
import type { ChoiceAsk } from "../../../planner/choice/choice-ask.ts";
import { choose } from "../../../planner/choice/choose.ts";
import { planOwnHardware } from "../../../planner/choice/own-hardware.ts";
import { planReport } from "../../../planner/choice/plan-report.ts";
import { weightVariants } from "../../../planner/choice/weight-variants.ts";
import { catalogPrices } from "../../../planner/cost/prices.ts";
import { asFitModel, checkpointOf } from "../../../planner/fit-model.ts";
import { usualAsk } from "./usual-ask.ts";

const named = (name: string) => findModel(name) as Model;
const namesOf = (name: string, reckoned = false) => weightVariants(named(name), reckoned).map((variant) => variant.name);
const today = new Date("2026-11-29");
const report = (change: Partial<ChoiceAsk>, reckoned: boolean) => {
  const ask = { ...usualAsk, ...change };
  return planReport(ask, choose(ask, ["on-demand", "capacity-block"], catalogPrices), catalogPrices, today, { reckoned });
};

describe("variants of a model", () => {
  test.each([
    ["DeepSeek-V3.2", ["DeepSeek-V3.2", "DeepSeek-V3.2-NVFP4"]],
    ["DeepSeek-V3.2-NVFP4", ["DeepSeek-V3.2-NVFP4", "DeepSeek-V3.2"]],
    ["DeepSeek-R1", []],
    ["DeepSeek-R1-Distill-Qwen-32B", []],
  ])("of %s in the catalog are %j", (name, expected) => expect(namesOf(name)).toEqual(expected));

  it("are reckoned in formats that make it smaller and that nobody published, and say so", { tags: ["variants-reckoned"] }, () => {
    expect(namesOf("DeepSeek-R1-Distill-Qwen-32B", true)).toEqual([
      "DeepSeek-R1-Distill-Qwen-32B",
      "the same layers in FP8",
      "the same layers in INT4",
      "the same layers in NVFP4",
    ]);
    expect(namesOf("DeepSeek-R1-0528", true)).toEqual(["DeepSeek-R1-0528", "DeepSeek-R1-0528-NVFP4-v2", "the same layers in INT4"]);
    for (const model of models)
      for (const { published, weights, note, name } of weightVariants(model, true)) {
        expect(published).toBe(findModel(name) !== undefined);
        expect(note.startsWith("no such checkpoint in the catalog")).toBe(!published);
        if (!published) expect(weights ?? Number.POSITIVE_INFINITY).toBeLessThan(0.9 * checkpointOf(model));
      }
  });

  it("have the size of a publication in that format, but for attention, which stays in the bits of its base", () => {
    const nvfp4 = (name: string) =>
      weightVariants({ ...asFitModel(named(name)), name: "unpublished" }, true).find((variant) => variant.name.endsWith("NVFP4"));
    for (const [base, publication] of [
      ["DeepSeek-V3.1", "DeepSeek-V3.1-NVFP4"],
      ["DeepSeek-R1-0528", "DeepSeek-R1-0528-NVFP4-v2"],
    ] as const) {
      // NVIDIA keeps attention in 16 bits: 11 of 671 billion parameters.
      const more = checkpointOf(named(publication)) - (nvfp4(base)?.weights ?? 0);
      expect(more / checkpointOf(named(publication))).toBeGreaterThan(0);
      expect(more / checkpointOf(named(publication))).toBeLessThan(0.05);
    }
  });

  it("are none beside a model whose shape is not known", () => {
    expect(weightVariants(named("DeepSeek-V4.1-Flash"), true)).toEqual([]);
  });

  it("are weighed as models of their own, on the same instances and ways to pay", { tags: ["variants-weighed"] }, () => {
    for (const name of ["DeepSeek-V3.2", "DeepSeek-R1-Distill-Qwen-32B"]) {
      const model = named(name);
      const { variants, winner } = report({ model }, true);
      expect(variants[0]?.candidate).toBe(winner);
      for (const { model: of, name: variant } of weightVariants(model, true)) {
        const [best] = choose({ ...usualAsk, model: of }, ["on-demand", "capacity-block"], catalogPrices).ranked;
        expect(variants.find((each) => each.name === variant)?.candidate?.cost.perMonth).toBe(best?.cost.perMonth);
      }
    }
  });

  it("say why nothing serves them", () => {
    const ask = { ...usualAsk, model: named("DeepSeek-V3.2") };
    const choice = choose(ask, ["on-demand"], catalogPrices, [{ name: "p5en.48xlarge" }]);
    const [own, nvfp4] = planReport(ask, choice, catalogPrices, today).variants;
    expect([own?.reason, nvfp4?.reason]).toEqual(["", "its recipe was not run on H200; it names B200, B300"]);
  });

  it("are weighed on hardware of one's own too", () => {
    const ask = { ...usualAsk, model: named("DeepSeek-R1-0528") };
    const hardware = { gpu: "H100", gpuCount: 8, nodePerMonth: null };
    const [own, nvfp4, int4] = planOwnHardware(ask, hardware, catalogPrices, today, { reckoned: true }).variants;
    expect([own?.served, own?.reason]).toEqual([undefined, "the weights are 641.3 GiB, and its 8 H100 have 632.8 GiB"]);
    expect([nvfp4?.served?.replicas, nvfp4?.reason]).toEqual([1, expect.stringContaining("its recipe was not run on H100")]);
    expect([int4?.served?.replicas, int4?.reason]).toEqual([1, ""]);
  });
});
