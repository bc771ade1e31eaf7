import { findInstance, instanceNames, knownInstances } from "../../catalog/instances.ts";
import { ownCatalog } from "../../catalog/own-catalog.ts";
import { findRegion, regionNames } from "../../catalog/regions.ts";
import { ownCatalogFile } from "../../infra/own-catalog/read.ts";
import type { ChoiceAsk } from "../../planner/choice/choice-ask.ts";
import type { LatencyGoal } from "../../planner/choice/latency-goal.ts";
import { catalogPrices, type Prices, type Purchase, purchases, withOverrides } from "../../planner/cost/prices.ts";
import { pricesIn } from "../../planner/cost/region-prices.ts";
import { defaultMix } from "../../planner/cost/token-mix.ts";
import { withoutSpeculation } from "../../planner/throughput/speculation.ts";
import { tokensPerDay } from "../../planner/units.ts";
import { readJson } from "../verbs/input-file.ts";
import { meant } from "../view/meant.ts";
import { modelOf } from "./asked-model.ts";
import { number, time } from "./option-values.ts";
import type { PlanOptions } from "./plan-options.ts";

/** Purchase options considered by default: those that the catalog has prices for. */
const priced: readonly Purchase[] = ["on-demand", "capacity-block"];

/** Latency goals, from the options that are given. */
function latencyOf({ firstToken, perToken }: PlanOptions): LatencyGoal {
  return {
    ...(firstToken === undefined ? {} : { firstToken: time("first-token", firstToken) }),
    ...(perToken === undefined ? {} : { perToken: time("per-token", perToken) }),
  };
}

/** The request of a plan, parsed and validated. @throws RangeError that names the option and what is accepted. */
export async function askOf(options: PlanOptions): Promise<ChoiceAsk> {
  const { kvCacheDtype = "auto", speculation = "recipe" } = options;
  if (speculation !== "recipe" && speculation !== "off") throw new RangeError(`--speculation is "${speculation}"; accepted: recipe, off`);
  if (speculation === "off" && options.write !== undefined)
    throw new RangeError(
      "--speculation off plans for something else than a keep, which serves by the recipe; accepted with --write: recipe",
    );
  const named = await modelOf(options);
  const model = speculation === "off" ? withoutSpeculation(named) : named;
  if (kvCacheDtype !== "auto" && kvCacheDtype !== "fp8") throw new RangeError(`--kv-cache-dtype is "${kvCacheDtype}"; accepted: auto, fp8`);
  const contextTokens = number("context", options.context ?? "32768");
  return {
    model,
    kvCacheDtype,
    contextTokens,
    averageTokens: options.average === undefined ? Math.max(2, Math.floor(contextTokens / 8)) : number("average", options.average),
    concurrent: number("concurrency", options.concurrency ?? "1"),
    leastReplicas: number("replicas", options.replicas ?? options.stackReplicas ?? "1"),
    tokensPerDay: tokensPerDay(number("tokens-per-day", options.tokensPerDay ?? "0")),
    mix: {
      input: number("input-share", options.inputShare ?? String(defaultMix.input)),
      cached: number("cached-share", options.cachedShare ?? String(defaultMix.cached)),
    },
    utilization: number("utilization", options.utilization ?? "0.6"),
    hoursPerDay: number("hours-per-day", options.hoursPerDay ?? "24"),
    latency: latencyOf(options),
    layout: layoutOf(options),
    zones: number("zones", options.zones ?? "2"),
    tunnel: options.tunnel ?? false,
    runner: options.runner ?? false,
    privateLink: options.privateLink ?? true,
  };
}

/** Layouts to consider. @throws RangeError for an unknown one. */
function layoutOf({ layout, stackLayout }: PlanOptions): ChoiceAsk["layout"] {
  if (layout === undefined) return stackLayout;
  if (layout !== "any" && layout !== "usual") throw new RangeError(`--layout is "${layout}"; accepted: any, usual`);
  return layout === "any" ? undefined : layout;
}

/** Purchase options to consider. @throws RangeError for an unknown one. */
export function purchasesOf({ buy, prices }: PlanOptions): Purchase[] {
  if (buy === undefined) return [...priced];
  const way = purchases.find((known) => known === buy);
  if (way === undefined)
    throw new RangeError(`--buy is "${buy}"; accepted: ${purchases.join(", ")}. A reservation costs the on-demand price`);
  if (!priced.includes(way) && prices === undefined && !ownCatalog().instancePrices.some((price) => price.buy === way))
    throw new RangeError(
      `--buy is "${buy}", for which the catalog has no price; accepted with --prices and a file that has instances.<type>.${buy}, or with a price for it in ${ownCatalogFile}`,
    );
  return [way];
}

/** Instance types to consider. @throws RangeError for one that is not in the catalog. */
export function instancesOf({ instance }: PlanOptions) {
  if (instance === undefined || instance === "any") return knownInstances();
  const known = findInstance(instance);
  if (!known)
    throw new RangeError(
      `no instance "${instance}" in the catalog; ${meant(instance, instanceNames())}accepted: any, or one of ${instanceNames().join(", ")}`,
    );
  return [known];
}

/**
 * Prices of the catalog in the requested region, with those of a price file in their place.
 * @throws RangeError for an unknown AWS region, or a file without prices
 */
export async function pricesOf({ region, prices: file }: PlanOptions): Promise<Prices> {
  if (region !== undefined && !findRegion(region))
    throw new RangeError(
      `no region "${region}"; ${meant(region, regionNames())}accepted, regions of AWS with EKS: ${regionNames().join(", ")}`,
    );
  const prices = region === undefined ? catalogPrices : pricesIn(region);
  return file === undefined ? prices : withOverrides(prices, await readJson(file), file);
}
