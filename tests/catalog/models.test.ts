import { describe, expect, it, test } from "vitest";
import { gpus } from "../../catalog/gpus.ts";
import { findModel, modelNames, modelSchema, models } from "../../catalog/models.ts";
import { compareReleases } from "../../catalog/release-order.ts";
import { vllmReleases } from "../../catalog/vllm.ts";

describe("models", () => {
  test.each(models)("$name: has the shape of a model, a source and a date", (model) => {
    expect(modelSchema.parse(model)).toEqual(model);
  });

  test.each(models)("$name: agrees with itself and with the rest of the catalog", (model) => {
    expect(model.repository.split("/")[1]).toBe(model.name);
    expect(model.parameters.active ?? 0).toBeLessThanOrEqual(model.parameters.total);
    for (const gpu of model.verifiedGpus ?? []) expect(gpus.map(({ name }) => name)).toContain(gpu);
    for (const field of model.unverified) expect(Object.keys(model)).toContain(field);
    if (model.minVllm !== null) expect(compareReleases(model.minVllm, vllmReleases[0]?.version ?? "")).toBeLessThanOrEqual(0);
    // A dense model has no recipe of its own hardware; a mixture of experts whose kernels need one names it.
    if (model.kvCache.kind === "gqa") expect(model.verifiedGpus).toBeNull();
  });

  test.each(models.filter(({ checkpointBytes }) => checkpointBytes !== null))(
    "$name: weighs between half a byte and two bytes for each parameter",
    (model) => {
      const perParameter = (model.checkpointBytes ?? 0) / model.parameters.total;
      expect(perParameter).toBeGreaterThan(0.5);
      expect(perParameter).toBeLessThan(2.05);
    },
  );

  it("are found by name and by no other", () => {
    expect(findModel("DeepSeek-R1-Distill-Qwen-32B")?.checkpointBytes).toBe(65_527_752_704);
    expect(findModel("deepseek-r1-distill-qwen-32b")).toBeUndefined();
    expect(new Set(modelNames()).size).toBe(models.length);
  });

  it("name as base a model of the catalog with the same shape of its own", () => {
    const quantised = models.filter(({ base }) => base !== undefined);
    expect(quantised.map(({ name }) => name)).toContain("DeepSeek-V3.2-NVFP4");
    for (const { base = "", layers, vocabularySize, maxContextTokens, repository } of quantised) {
      const of = findModel(base);
      expect(of).toMatchObject({ layers, vocabularySize, maxContextTokens });
      expect([of?.base, of?.repository === repository]).toEqual([undefined, false]);
    }
  });

  it("span the family", () => {
    expect(models.map(({ kvCache }) => kvCache.kind)).toEqual(expect.arrayContaining(["gqa", "mla", "dsa", "v4", "v4.1"]));
    for (const name of [
      "DeepSeek-R1-Distill-Qwen-1.5B",
      "DeepSeek-R1-Distill-Llama-70B",
      "DeepSeek-R1",
      "DeepSeek-V3.2",
      "DeepSeek-V4-Flash-0731",
      "DeepSeek-V4-Pro-0813",
      "DeepSeek-V4.1-Flash",
    ])
      expect(modelNames()).toContain(name);
  });

  it("keep what is unknown unknown", () => {
    expect(findModel("DeepSeek-V3.2-Exp")?.checkpointBytes).toBeNull();
    expect(findModel("DeepSeek-V4-Flash-Vision-Exp")?.attentionHeads).toBeNull();
  });

  it("refuse an entry with a field too many or without its source", () => {
    expect(modelSchema.safeParse({ ...models[0], colour: "blue" }).success).toBe(false);
    expect(modelSchema.safeParse({ ...models[0], source: undefined }).success).toBe(false);
    expect(modelSchema.safeParse({ ...models[0], date: "last week" }).success).toBe(false);
  });
});
