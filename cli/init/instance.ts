import { instanceNames } from "../../catalog/instances.ts";
import { findModel } from "../../catalog/models.ts";
import { suggestInstances } from "../../planner/suggest.ts";

/** Longest request that a first instance is chosen for, in tokens; a model of less is asked for its own. */
const usualContext = 32_768;

/**
 * The cheapest instance on demand that holds a model with one request of 32,768 tokens, by the planner; undefined where the catalog knows no
 * such model, or nothing holds it.
 */
export function usualInstance(model: string): string | undefined {
  const found = findModel(model);
  if (found === undefined) return undefined;
  const contextTokens = Math.min(usualContext, found.maxContextTokens);
  const priced = suggestInstances(found, { contextTokens, concurrent: 1 }).filter(({ instance }) => instance.usdPerHour !== null);
  return priced[0]?.instance.name;
}

/** Names of the catalog's instances, for a question. */
export const knownInstances = (): string[] => instanceNames();
