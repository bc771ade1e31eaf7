import { expect, test } from "vitest";
import { findModel } from "../../../catalog/models.ts";
import { checkShape } from "../../../dev/gpu-check/checkpoint-shape.ts";

const name = "DeepSeek-R1-Distill-Qwen-32B";
const row = findModel(name)!;
const right = { num_hidden_layers: row.layers, hidden_size: row.hiddenSize, num_attention_heads: row.attentionHeads };

test("a checkpoint of another shape than the model's is refused, so that no record names a model that was not served", () => {
  expect(() => checkShape(name, JSON.stringify(right))).not.toThrow();
  expect(() => checkShape(name, JSON.stringify({ text_config: right }))).not.toThrow();
  expect(() => checkShape(name, JSON.stringify({ ...right, num_hidden_layers: 28 }))).toThrow(
    `num_hidden_layers 28; accepted: ${row.layers}, that of ${name}`,
  );
  expect(() => checkShape(name, "{}")).toThrow("num_hidden_layers not given");
  expect(() => checkShape("another", "{}")).toThrow("accepted: a model of it");
});
