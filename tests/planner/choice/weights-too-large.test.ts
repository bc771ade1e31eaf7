import { describe, expect, it } from "vitest";
import { usableGiB } from "../../../catalog/gpus.ts";
import { findInstance, type Instance, instances } from "../../../catalog/instances.ts";
import { models } from "../../../catalog/models.ts";
import { weigh } from "../../../planner/choice/candidate.ts";
import { weightsTooLarge } from "../../../planner/choice/weights-too-large.ts";
import { catalogPrices } from "../../../planner/cost/prices.ts";
import { planFit } from "../../../planner/fit.ts";
import { checkpointOf } from "../../../planner/fit-model.ts";
import { usualAsk } from "./usual-ask.ts";

describe("weights that no GPU of an instance has room for", () => {
  it("are the reason on every instance that has less memory, whatever recipes and prices are, and on no other", {
    tags: ["weights-alone"],
  }, () => {
    for (const model of models)
      for (const instance of instances) {
        const result = weigh({ ...usualAsk, model, contextTokens: 8192 }, instance, "on-demand", catalogPrices);
        const less = instance.gpuCount * usableGiB(instance.gpu) < checkpointOf(model) / 2 ** 30;
        expect("reason" in result && result.reason.startsWith("the weights are"), `${model.name} on ${instance.name}`).toBe(less);
      }
  });

  it("are of no instance on which the planner finds room", () => {
    for (const model of models)
      for (const instance of instances.filter((each) => weightsTooLarge(model, each) !== undefined)) {
        const gpu = { count: instance.gpuCount, name: instance.gpu, usableGiB: usableGiB(instance.gpu) };
        const { fits } = planFit({ model, gpu, contextTokens: 1024, concurrent: 1, gpuMemoryUtilization: 1 });
        expect(fits, `${model.name} on ${instance.name}`).not.toBe(true);
      }
  });

  it("are said with both sizes, as thousands where there are any", () => {
    const model = { ...(models[0] as (typeof models)[number]), checkpointBytes: 2000 * 2 ** 30 };
    expect(weightsTooLarge(model, findInstance("g6.xlarge") as Instance)).toMatch(
      /^the weights are 2,000\.0 GiB, and its one L4 has 2\d\.\d GiB$/,
    );
    expect(weightsTooLarge({ ...model, checkpointBytes: 1 }, findInstance("g6.xlarge") as Instance)).toBeUndefined();
  });
});
