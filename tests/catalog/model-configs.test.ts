import { expect, it, test } from "vitest";
import { findModelConfig, modelConfigSchema, modelConfigs } from "../../catalog/model-configs.ts";
import { models } from "../../catalog/models.ts";

test.each(modelConfigs.map((entry) => [entry.repositories[0], entry] as const))("%s: a config with its source", (_name, entry) => {
  expect(modelConfigSchema.parse(entry)).toEqual(entry);
});

it("no repository has two shapes", () => {
  const all = modelConfigs.flatMap(({ repositories }) => repositories);
  expect(new Set(all).size).toBe(all.length);
});

it("every model of the catalog has one, but those whose shape is not known", () => {
  expect(models.filter(({ repository }) => !findModelConfig(repository)).map(({ name }) => name)).toEqual([
    "DeepSeek-V4-Flash-Vision-Exp",
    "DeepSeek-V4.1-Flash",
  ]);
});
