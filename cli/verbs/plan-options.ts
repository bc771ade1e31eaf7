import { gpus } from "../../catalog/gpus.ts";
import { findInstance, instanceNames, instances } from "../../catalog/instances.ts";
import { findModel, modelNames } from "../../catalog/models.ts";
import { findRegion, regionNames } from "../../catalog/regions.ts";
import { findShape } from "../../planner/check/find-shape.ts";
import { matchGpu } from "../../planner/check/gpu-name.ts";
import type { ChoiceAsk } from "../../planner/choice/candidate.ts";
import type { LatencyGoal } from "../../planner/choice/latency-goal.ts";
import type { OwnHardware } from "../../planner/choice/own-hardware.ts";
import { catalogPrices, type Prices, type Purchase, purchases, withOverrides } from "../../planner/cost/prices.ts";
import { pricesIn } from "../../planner/cost/region-prices.ts";
import { defaultMix } from "../../planner/cost/token-mix.ts";
import { ownModel } from "../../planner/fit-model.ts";
import { withoutSpeculation } from "../../planner/throughput/speculation.ts";
import { type Seconds, seconds, tokensPerDay, usd } from "../../planner/units.ts";
import type { NodeLayout } from "../../planner/vllm/layout.ts";
import { meant } from "../view/meant.ts";
import { readConfigFile } from "./config-file.ts";
import { readJson } from "./input-file.ts";

/** What `modelkeep plan` is told, as text. */
export interface PlanOptions {
  model?: string;
  context?: string;
  concurrency?: string;
  average?: string;
  tokensPerDay?: string;
  inputShare?: string;
  cachedShare?: string;
  utilization?: string;
  hoursPerDay?: string;
  firstToken?: string;
  perToken?: string;
  kvCacheDtype?: string;
  buy?: string;
  instance?: string;
  /** GPU of hardware that is there already, how many of it one node has, and what a node costs in a month. */
  gpu?: string;
  count?: string;
  usdMonth?: string;
  replicas?: string;
  variants?: boolean;
  speculation?: string;
  region?: string;
  zones?: string;
  tunnel?: boolean;
  runner?: boolean;
  prices?: string;
  json?: boolean;
  html?: string;
  config?: string;
  index?: string;
  stack?: string;
  /** Whether clients come over PrivateLink; no option says so, a stack does. */
  privateLink?: boolean;
  write?: string;
  /** `any` for each that vLLM runs, `usual` for what a keep does by itself. */
  layout?: string;
  /** The layout that a stack names, which is weighed alone; no option says so. */
  stackLayout?: NodeLayout;
  /** Folder of the Pulumi project, for `stack` and `write`. */
  cwd?: string;
}

/** Ways that are weighed where none is named: those that the catalog has prices of. */
const priced: readonly Purchase[] = ["on-demand", "capacity-block"];

/** A number with thousands as `k`, `M`, `G`. @throws RangeError that names the option. */
function number(option: string, text: string): number {
  const [, digits, unit] = /^(-?\d+(?:[._]\d+)*)([kMG]?)$/.exec(text) ?? [];
  if (digits === undefined)
    throw new RangeError(`--${option} is "${text}"; accepted is a number, with k, M or G for thousands, millions or billions`);
  return Number(digits.replaceAll("_", "")) * ({ k: 1e3, M: 1e6, G: 1e9 }[unit as "k"] ?? 1);
}

/** A time with its unit. @throws RangeError that names the option. */
function time(option: string, text: string): Seconds {
  const [, digits, unit] = /^(\d+(?:\.\d+)?) ?(ms|s)$/.exec(text) ?? [];
  const value = Number(digits) * (unit === "ms" ? 1e-3 : 1);
  if (!(value > 0)) throw new RangeError(`--${option} is "${text}"; accepted is a time above 0 in ms or s, such as 50ms or 2s`);
  return seconds(value);
}

/** Goals of latency, of those options that are given. */
function latencyOf({ firstToken, perToken }: PlanOptions): LatencyGoal {
  return {
    ...(firstToken === undefined ? {} : { firstToken: time("first-token", firstToken) }),
    ...(perToken === undefined ? {} : { perToken: time("per-token", perToken) }),
  };
}

/** What is asked, checked as far as a text can be. @throws RangeError that names the option and what is accepted. */
export async function askOf(options: PlanOptions): Promise<ChoiceAsk> {
  const { kvCacheDtype = "auto", speculation = "recipe" } = options;
  if (speculation !== "recipe" && speculation !== "off") throw new RangeError(`--speculation is "${speculation}"; accepted: recipe, off`);
  if (speculation === "off" && options.write !== undefined)
    throw new RangeError("--speculation off plans for what a keep does not do, which serves by the recipe; accepted with --write: recipe");
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
    leastReplicas: number("replicas", options.replicas ?? "1"),
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

/** Layouts that are weighed. @throws RangeError for one that cannot be asked for. */
function layoutOf({ layout, stackLayout }: PlanOptions): ChoiceAsk["layout"] {
  if (layout === undefined) return stackLayout;
  if (layout !== "any" && layout !== "usual") throw new RangeError(`--layout is "${layout}"; accepted: any, usual`);
  return layout === "any" ? undefined : layout;
}

/** The model of the catalog that is named, or the one whose files are given. */
async function modelOf({ model: name, config, index }: PlanOptions): Promise<ChoiceAsk["model"]> {
  if (config !== undefined)
    return ownModel(name ?? config, await readConfigFile(config), index === undefined ? undefined : await readJson(index));
  if (index !== undefined) throw new RangeError("--index is of no use without --config; accepted: both, or neither");
  if (name === undefined) throw new RangeError(`--model is missing; accepted: ${modelNames().join(", ")}; or --config with a config.json`);
  const model = findModel(name) ?? shapeAlone(name);
  if (!model)
    throw new RangeError(
      `no model "${name}" in the catalog; ${meant(name, modelNames())}accepted: ${modelNames().join(", ")}; a repository whose config.json the catalog has; or --config with a config.json`,
    );
  return model;
}

/** A model of which the catalog has the config.json alone, by its repository, with the quantisation that its name tells of. */
function shapeAlone(name: string): ChoiceAsk["model"] | undefined {
  const found = findShape(name);
  // A name of the catalog in other letters is a slip, and the catalog knows more than the shape.
  if (modelNames().some((known) => known.toLowerCase() === name.toLowerCase())) return undefined;
  if (!found || (found.concluded !== "" && !found.concluded.includes("with weights in"))) return undefined;
  return ownModel(found.concluded === "" ? name : `${name} (${found.concluded})`, found.shape, undefined);
}

/** Ways to pay that are weighed. @throws RangeError for one that is not known. */
export function purchasesOf({ buy, prices }: PlanOptions): Purchase[] {
  if (buy === undefined) return [...priced];
  const way = purchases.find((known) => known === buy);
  if (way === undefined)
    throw new RangeError(`--buy is "${buy}"; accepted: ${purchases.join(", ")}. A reservation costs what on demand does`);
  if (!priced.includes(way) && prices === undefined)
    throw new RangeError(
      `--buy is "${buy}", of which the catalog has no price; accepted with --prices and a file that has instances.<type>.${buy}`,
    );
  return [way];
}

/** Instance types that are weighed. @throws RangeError for one that is not in the catalog. */
export function instancesOf({ instance }: PlanOptions) {
  if (instance === undefined || instance === "any") return instances;
  const known = findInstance(instance);
  if (!known)
    throw new RangeError(
      `no instance "${instance}" in the catalog; ${meant(instance, instanceNames())}accepted: any, or one of ${instanceNames().join(", ")}`,
    );
  return [known];
}

/**
 * Prices of the catalog, in the region that is asked for, with those of a file in their place.
 * @throws RangeError for a region that AWS does not have, or a file that holds no prices
 */
export async function pricesOf({ region, prices: file }: PlanOptions): Promise<Prices> {
  if (region !== undefined && !findRegion(region))
    throw new RangeError(
      `no region "${region}"; ${meant(region, regionNames())}accepted, regions of AWS with EKS: ${regionNames().join(", ")}`,
    );
  const prices = region === undefined ? catalogPrices : pricesIn(region);
  return file === undefined ? prices : withOverrides(prices, await readJson(file), file);
}

/** Options that are about AWS, and say nothing of hardware that is there already. */
const ofAws = ["instance", "buy", "region", "zones", "tunnel", "runner"] as const;

/**
 * Hardware that is there already; undefined where none is asked for.
 * @throws RangeError for a GPU that is not in the catalog, or an option that does not go with it
 */
export function ownHardwareOf(options: PlanOptions): OwnHardware | undefined {
  const { gpu: asked, count, usdMonth } = options;
  if (asked === undefined) {
    const stray = count === undefined ? (usdMonth === undefined ? undefined : "usd-month") : "count";
    if (stray !== undefined) throw new RangeError(`--${stray} is of no use without --gpu; accepted: both, or neither`);
    return undefined;
  }
  const aws = ofAws.find((name) => options[name] !== undefined && options[name] !== false);
  if (aws !== undefined) throw new RangeError(`--gpu plans for hardware that is there, and --${aws} is about AWS; accepted: one of them`);
  const gpu = matchGpu(asked);
  const names = gpus.map(({ name }) => name);
  if (gpu === undefined) throw new RangeError(`no GPU "${asked}" in the catalog; ${meant(asked, names)}accepted: ${names.join(", ")}`);
  return {
    gpu,
    gpuCount: number("count", count ?? "1"),
    nodePerMonth: usdMonth === undefined ? null : usd(number("usd-month", usdMonth)),
  };
}
