import { readFile, writeFile } from "node:fs/promises";
import { Command } from "commander";
import { closest } from "fastest-levenshtein";
import { findInstance, instanceNames, instances } from "../../catalog/instances.ts";
import { findModel, modelNames } from "../../catalog/models.ts";
import type { ChoiceAsk } from "../../planner/choice/candidate.ts";
import { choose, mainReason } from "../../planner/choice/choose.ts";
import { type PlanReport, planReport } from "../../planner/choice/plan-report.ts";
import { catalogPrices, type Purchase, withOverrides } from "../../planner/cost/prices.ts";
import { defaultMix } from "../../planner/cost/token-mix.ts";
import { ownModel } from "../../planner/fit-model.ts";
import { readConfig } from "../../planner/model/read-config.ts";
import { tokensPerDay } from "../../planner/units.ts";
import { planPage } from "../html/plan-page.ts";
import { paintFor } from "../view/paint.ts";
import { planText } from "../view/plan-report.ts";
import { planCheckVerb } from "./plan-check.ts";

const USAGE_ERROR = 2;
const NOTHING_FITS = 1;

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
  kvCacheDtype?: string;
  buy?: string;
  instance?: string;
  zones?: string;
  tunnel?: boolean;
  prices?: string;
  json?: boolean;
  html?: string;
  config?: string;
  index?: string;
}

const ways: readonly Purchase[] = ["on-demand", "capacity-block"];

/** `modelkeep plan`: what fits, what it costs and how long it takes, before anything is created. */
export function planVerb(): Command {
  return new Command("plan")
    .description("what holds a model, what it costs, and when a hosted service is cheaper; from dated facts alone")
    .option("-m, --model <name>", "model of the catalog, for example DeepSeek-R1-Distill-Qwen-32B")
    .option("--config <file>", "config.json of a model that is not in the catalog")
    .option("--index <file>", "its model.safetensors.index.json, for the size of its weights")
    .option("-c, --context <tokens>", "longest request, input and output together", "32768")
    .option("-n, --concurrency <requests>", "requests of that length that are to be held at once", "1")
    .option("-t, --tokens-per-day <tokens>", "load of a day, input and output together, for example 50M", "0")
    .option("--average <tokens>", "an average request; an eighth of the longest where left out")
    .option("--input-share <share>", "share of the tokens that is input", String(defaultMix.input))
    .option("--cached-share <share>", "share of the input that was sent before", String(defaultMix.cached))
    .option("--utilization <share>", "share of the throughput that is planned on", "0.6")
    .option("--hours-per-day <hours>", "hours a day that replicas run", "24")
    .option("--kv-cache-dtype <format>", "auto or fp8", "auto")
    .option("--buy <way>", "on-demand or capacity-block; both where left out")
    .option("--instance <name>", "weigh this instance type alone")
    .option("--zones <count>", "zones of the network", "2")
    .option("--tunnel", "with an operator's tunnel through Session Manager")
    .option("--prices <file>", "JSON file of prices that take the place of the catalog's")
    .option("--json", "print the plan as JSON")
    .option("--html <file>", "write the plan as a page with charts, which asks for nothing from elsewhere")
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : USAGE_ERROR))
    .action(async (options: PlanOptions) => {
      process.exitCode = await runPlan(options);
    })
    .addCommand(planCheckVerb());
}

/**
 * Plans and prints.
 * @returns exit status: 0; 1 where nothing in the catalog would do; 2 where something asked cannot be meant
 */
export async function runPlan(options: PlanOptions): Promise<number> {
  try {
    const ask = await askOf(options);
    const prices =
      options.prices === undefined ? catalogPrices : withOverrides(catalogPrices, await readJson(options.prices), options.prices);
    const report = planReport(ask, choose(ask, purchasesOf(options), prices, instancesOf(options)), prices);
    if (options.html !== undefined) await writePage(options.html, report);
    process.stdout.write(options.json ? `${JSON.stringify(asJson(report), undefined, 2)}\n` : planText(report, paintFor(process.stdout)));
    if (report.winner) return 0;
    process.stderr.write(
      `${paintFor(process.stderr)(["bold", "red"], "error:")} nothing in the catalog serves ${ask.model.name} with ${ask.contextTokens} tokens of context: ${mainReason(report.choice)}\n`,
    );
    return NOTHING_FITS;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    process.stderr.write(`${paintFor(process.stderr)(["bold", "red"], "error:")} ${error.message}\n`);
    return USAGE_ERROR;
  }
}

/** Memory of every loser would drown the rest. */
function asJson({ choice, ...report }: PlanReport) {
  return {
    ...report,
    ranked: choice.ranked.map(({ fit: { memory: _memory, ...fit }, ...candidate }) => ({ ...candidate, fit })),
    rejected: choice.rejected,
  };
}

/** A number with thousands as `k`, `M`, `G`. @throws RangeError that names the option. */
function number(option: string, text: string): number {
  const [, digits, unit] = /^(-?\d+(?:[._]\d+)*)([kMG]?)$/.exec(text) ?? [];
  if (digits === undefined)
    throw new RangeError(`--${option} is "${text}"; accepted is a number, with k, M or G for thousands, millions or billions`);
  return Number(digits.replaceAll("_", "")) * ({ k: 1e3, M: 1e6, G: 1e9 }[unit as "k"] ?? 1);
}

async function askOf(options: PlanOptions): Promise<ChoiceAsk> {
  const model = await modelOf(options);
  const { kvCacheDtype = "auto" } = options;
  if (kvCacheDtype !== "auto" && kvCacheDtype !== "fp8") throw new RangeError(`--kv-cache-dtype is "${kvCacheDtype}"; accepted: auto, fp8`);
  const contextTokens = number("context", options.context ?? "32768");
  return {
    model,
    kvCacheDtype,
    contextTokens,
    averageTokens: options.average === undefined ? Math.max(2, Math.floor(contextTokens / 8)) : number("average", options.average),
    concurrent: number("concurrency", options.concurrency ?? "1"),
    tokensPerDay: tokensPerDay(number("tokens-per-day", options.tokensPerDay ?? "0")),
    mix: {
      input: number("input-share", options.inputShare ?? String(defaultMix.input)),
      cached: number("cached-share", options.cachedShare ?? String(defaultMix.cached)),
    },
    utilization: number("utilization", options.utilization ?? "0.6"),
    hoursPerDay: number("hours-per-day", options.hoursPerDay ?? "24"),
    zones: number("zones", options.zones ?? "2"),
    tunnel: options.tunnel ?? false,
    privateLink: true,
  };
}

/** The model of the catalog that is named, or the one whose files are given. */
async function modelOf({ model: name, config, index }: PlanOptions): Promise<ChoiceAsk["model"]> {
  if (config !== undefined)
    return ownModel(name ?? config, readConfig(await readJson(config)), index === undefined ? undefined : await readJson(index));
  if (index !== undefined) throw new RangeError("--index is of no use without --config; accepted: both, or neither");
  if (name === undefined) throw new RangeError(`--model is missing; accepted: ${modelNames().join(", ")}; or --config with a config.json`);
  const model = findModel(name);
  if (!model)
    throw new RangeError(
      `no model "${name}" in the catalog; did you mean ${closest(name, modelNames())}? accepted: ${modelNames().join(", ")}; or --config with a config.json`,
    );
  return model;
}

function purchasesOf({ buy }: PlanOptions): Purchase[] {
  if (buy === undefined) return [...ways];
  const way = ways.find((known) => known === buy);
  if (way === undefined)
    throw new RangeError(
      `--buy is "${buy}"; accepted: ${ways.join(", ")}. A reservation costs what on demand does; no price of spot is known`,
    );
  return [way];
}

function instancesOf({ instance }: PlanOptions) {
  if (instance === undefined) return instances;
  const known = findInstance(instance);
  if (!known) throw new RangeError(`no instance "${instance}" in the catalog; did you mean ${closest(instance, instanceNames())}?`);
  return [known];
}

async function writePage(file: string, report: PlanReport): Promise<void> {
  try {
    await writeFile(file, planPage(report));
  } catch (error) {
    throw new RangeError(`${file} cannot be written: ${(error as NodeJS.ErrnoException).code ?? error}`);
  }
}

async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new RangeError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? error}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new RangeError(`${file} is no JSON`);
  }
}
