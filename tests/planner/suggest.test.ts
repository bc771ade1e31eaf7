import { describe, expect, it, test } from "vitest";
import { instances } from "../../catalog/instances.ts";
import { findModel, type Model, models } from "../../catalog/models.ts";
import { suggestInstances } from "../../planner/suggest.ts";

const model = (name: string) => findModel(name) as Model;
const modest = { contextTokens: 32_768, concurrent: 1 };
const names = (of: string, ask: Parameters<typeof suggestInstances>[1] = modest) =>
  suggestInstances(model(of), ask).map(({ instance }) => instance.name);

describe("suggested instances", () => {
  it("begin with the cheapest that fits", () => {
    expect(names("DeepSeek-R1-Distill-Qwen-7B")[0]).toBe("g6.xlarge");
    expect(names("DeepSeek-R1-Distill-Qwen-32B")[0]).toBe("g7e.2xlarge");
    expect(names("DeepSeek-R1", { contextTokens: 65_536, concurrent: 4 })[0]).toBe("p5en.48xlarge");
  });

  it("end with those that have no on-demand price", () => {
    expect(names("DeepSeek-V3.1").at(-1)).toBe("p5e.48xlarge");
  });

  test.each(models.map(({ name }) => name))("%s: only what fits, by price, on GPUs that its recipes know", (name) => {
    const suggestions = suggestInstances(model(name), modest);
    const prices = suggestions.map(({ instance }) => instance.usdPerHour ?? Number.POSITIVE_INFINITY);
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
    for (const { instance, fit } of suggestions) {
      expect(fit.fits).toBe(true);
      expect(model(name).verifiedGpus ?? [instance.gpu]).toContain(instance.gpu);
    }
  });

  it("grow fewer as more is asked, and are none for the impossible", () => {
    const [few, many] = [names("DeepSeek-R1-Distill-Qwen-14B", { ...modest, concurrent: 16 }), names("DeepSeek-R1-Distill-Qwen-14B")];
    expect(many).toEqual(expect.arrayContaining(few));
    expect(few.length).toBeLessThan(many.length);
    expect(many.length).toBeLessThan(instances.length);
    expect(names("DeepSeek-R1", { ...modest, concurrent: 10_000 })).toEqual([]);
  });

  it("are none for a model that cannot be judged", () => expect(names("DeepSeek-V4.1-Flash")).toEqual([]));
});
