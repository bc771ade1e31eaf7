import { knownModels } from "../../catalog/models.ts";

/**
 * Holds a checkpoint's `config.json` to the catalog's row of the model that a record would name. Models of one shape it does not tell apart: whose
 * weights they are is for whoever signs.
 * @throws Error where it is of another shape
 */
export function checkShape(model: string, config: string): void {
  const row = knownModels().find(({ name }) => name === model);
  if (row === undefined) throw new Error(`${model} is not in the catalog; accepted: a model of it`);
  const whole = JSON.parse(config) as Readonly<Record<string, unknown>>;
  const found = { ...(whole["text_config"] as object | undefined), ...whole } as Readonly<Record<string, unknown>>;
  const asked = { num_hidden_layers: row.layers, hidden_size: row.hiddenSize, num_attention_heads: row.attentionHeads };
  const [wrong] = Object.entries(asked).filter(([key, value]) => value !== null && value !== undefined && found[key] !== value);
  if (wrong !== undefined)
    throw new Error(
      `the checkpoint's config.json has ${wrong[0]} ${found[wrong[0]] ?? "not given"}; accepted: ${wrong[1]}, that of ${model}`,
    );
}
