import { findModel } from "../../catalog/models.ts";
import type { ServedModel } from "./served-model.ts";

/** Default context in tokens if neither the settings nor a client need more: enough for a long document, but small in the KV cache. */
const usualContext = 32_768;

/**
 * The longest request that the keep serves, input plus output, in tokens: from the settings, otherwise the largest client limit, at least
 * {@link usualContext} and at most what the model was trained for.
 */
export function servedContext({ model, clients }: Pick<ServedModel, "model" | "clients">): number {
  if (model.contextTokens !== undefined) return model.contextTokens;
  const needed = clients.map(({ limits }) => limits.inputTokens + limits.outputTokens);
  return Math.min(Math.max(usualContext, ...needed), findModel(model.name)?.maxContextTokens ?? usualContext);
}
