import { findModel } from "../../catalog/models.ts";
import type { ServedModel } from "./served-model.ts";

/** Context served where neither the settings nor a client ask for more, in tokens: room for a long document, yet small in the KV cache. */
const usualContext = 32_768;

/**
 * The longest request that the keep serves, input and output together, in tokens: what the settings say,
 * else what the largest client limit needs, at least {@link usualContext} and at most what the model was trained for.
 */
export function servedContext({ model, clients }: Pick<ServedModel, "model" | "clients">): number {
  if (model.contextTokens !== undefined) return model.contextTokens;
  const needed = clients.map(({ limits }) => limits.inputTokens + limits.outputTokens);
  return Math.min(Math.max(usualContext, ...needed), findModel(model.name)?.maxContextTokens ?? usualContext);
}
