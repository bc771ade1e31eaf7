import { writeFile } from "node:fs/promises";
import { Command, Option } from "commander";
import { stackNamed } from "../../engine/stack/stacks.ts";
import { ownHardwarePage } from "../../plan-report/html/own-hardware-page.ts";
import { planPage } from "../../plan-report/html/plan-page.ts";
import { ownHardwareText } from "../../plan-report/text/own-hardware.ts";
import { planText } from "../../plan-report/text/plan-report.ts";
import type { Candidate } from "../../planner/choice/candidate.ts";
import { choose, mainReason } from "../../planner/choice/choose.ts";
import { nearest } from "../../planner/choice/latency-goal.ts";
import { type OwnHardware, planOwnHardware } from "../../planner/choice/own-hardware.ts";
import { type PlanReport, planReport } from "../../planner/choice/plan-report.ts";
import { defaultMix } from "../../planner/cost/token-mix.ts";
import { paintFor } from "../../terminal/paint.ts";
import { reportWidth } from "../../terminal/width.ts";
import { complain, guarded, USAGE_ERROR } from "../guarded.ts";
import { askOf, instancesOf, pricesOf, purchasesOf } from "../plan/asked.ts";
import { ownHardwareOf } from "../plan/asked-hardware.ts";
import type { PlanOptions } from "../plan/plan-options.ts";
import { withStack } from "../plan/stack-ask.ts";
import { ownSettingsEdit, type SettingsEdit, settingsEdit, writeSettings } from "../plan/write-settings.ts";
import { openProjectIfAny } from "../project.ts";
import { planCheckVerb } from "./plan-check.ts";
import { planPricesVerb } from "./plan-prices.ts";

const NOTHING_FITS = 1;

/** `modelkeep plan`: what fits, what it costs and how long it takes, before anything is created. */
export function planVerb(): Command {
  return new Command("plan")
    .enablePositionalOptions()
    .description("what holds a model, what it costs, and when a hosted service is cheaper; from dated facts alone")
    .option(
      "-m, --model <name>",
      "model of the catalog, for example DeepSeek-R1-Distill-Qwen-32B, or a repository whose config.json it has",
    )
    .option("--config <file>", "config.json of a model that is not in the catalog")
    .option("--index <file>", "its model.safetensors.index.json, for the size of its weights")
    .option("-c, --context <tokens>", "longest request, input and output together (default: 32768)")
    .option("-n, --concurrency <requests>", "requests of that length that are to be held at once (default: 1)")
    .option("-t, --tokens-per-day <tokens>", "load of a day, input and output together, for example 50M", "0")
    .option("--average <tokens>", "an average request; an eighth of the longest where left out")
    .option("--input-share <share>", "share of the tokens that is input", String(defaultMix.input))
    .option("--cached-share <share>", "share of the input that was sent before", String(defaultMix.cached))
    .option("--utilization <share>", "share of the throughput that is planned on", "0.6")
    .option("--hours-per-day <hours>", "hours a day that replicas run", "24")
    .option("--first-token <time>", "most that an average request may wait for its first token (TTFT), for example 2s")
    .option("--per-token <time>", "most that each further token may take (TPOT), for example 50ms")
    .option("--speculation <how>", "recipe, or off: what its speculative decoding gives and takes is left out (default: recipe)")
    .option("--kv-cache-dtype <format>", "auto or fp8 (default: auto)")
    .option(
      "--buy <way>",
      "on-demand or capacity-block, both where left out; or savings-plan-1y, savings-plan-3y, spot, priced in --prices",
    )
    .option("--instance <name>", "weigh this instance type alone; any for all of them")
    .option("--gpu <name>", "plan for GPUs that are there already, on a cluster of your own, in place of AWS; for example H100")
    .option("--count <gpus>", "how many of them one node has (default: 1)")
    .option("--usd-month <usd>", "what one such node costs in a month, all in; without it there is no verdict on cost")
    .option("--layout <which>", "any layout of the model over the GPUs of an instance, or the usual one alone (default: any)")
    .option("--replicas <count>", "replicas that there are to be at least (default: 1)")
    .option("--variants", "the same layers in FP8, INT4 and NVFP4 too, where the catalog has no such checkpoint")
    .option("--region <name>", "AWS region, for the prices that the catalog has of it: those of Capacity Blocks")
    .option("--zones <count>", "zones of the network (default: 2)")
    .option("--tunnel", "with an operator's tunnel through Session Manager")
    .option("--runner", "with builds inside the VPC that deploy the Kubernetes half")
    .option("--prices <file>", "JSON file of prices that take the place of the catalog's")
    .addOption(
      new Option("-s, --stack <name>", "plan for the settings of this stack; an option beside it takes the place of its setting").argParser(
        (asked) => stackNamed(asked),
      ),
    )
    .option("--write <file>", "write the capacity of the plan into this stack file, or stack, and keep all else that stands there")
    .option("-C, --cwd <dir>", "folder of the Pulumi project", process.cwd())
    .option("--json", "print the plan as JSON")
    .option("--html <file>", "write the plan as a page with charts, which asks for nothing from elsewhere")
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : USAGE_ERROR))
    .action(async (options: PlanOptions) => {
      process.exitCode = await runPlan(options);
    })
    .addCommand(planCheckVerb())
    .addCommand(planPricesVerb());
}

/**
 * Plans and prints.
 * @returns exit status: 0; 1 where nothing in the catalog would do; 2 where something asked cannot be meant
 */
export async function runPlan(given: PlanOptions): Promise<number> {
  return guarded(async () => {
    try {
      await openProjectIfAny(given.cwd ?? process.cwd());
      return await plan(await withStack(given));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      complain(error.message);
      return USAGE_ERROR;
    }
  });
}

async function plan(options: PlanOptions): Promise<number> {
  const hardware = ownHardwareOf(options);
  if (hardware) return planOwn(options, hardware);
  const ask = await askOf(options);
  const prices = await pricesOf(options);
  const report = planReport(ask, choose(ask, purchasesOf(options), prices, instancesOf(options)), prices, new Date(), variantsOf(options));
  const edit = options.write === undefined ? undefined : await settingsEdit(options.write, report, options.cwd ?? process.cwd());
  if (options.html !== undefined) await writePage(options.html, planPage(report));
  const text = options.json ? asJson(report) : planText(report, paintFor(process.stdout), reportWidth(process.stdout));
  return shown(options, text, report.winner ? undefined : unserved(report), edit);
}

/** The same for hardware that is there already. */
async function planOwn(options: PlanOptions, hardware: OwnHardware): Promise<number> {
  const report = planOwnHardware(await askOf(options), hardware, await pricesOf(options), new Date(), variantsOf(options));
  const edit = options.write === undefined ? undefined : await ownSettingsEdit(options.write, report, options.cwd ?? process.cwd());
  if (options.html !== undefined) await writePage(options.html, ownHardwarePage(report));
  const text = options.json ? report : ownHardwareText(report, paintFor(process.stdout), reportWidth(process.stdout));
  return shown(options, text, report.served ? undefined : report.verdict, edit);
}

/** Weights beside the published ones, where they are asked for. */
const variantsOf = ({ variants = false }: PlanOptions) => ({ reckoned: variants });

/** Prints a plan, and writes what was asked to be written, where something would do. */
async function shown(
  options: PlanOptions,
  plan: string | object,
  problem: string | undefined,
  edit: SettingsEdit | undefined,
): Promise<number> {
  process.stdout.write(typeof plan === "string" ? plan : `${JSON.stringify(plan, undefined, 2)}\n`);
  if (problem !== undefined) {
    complain(problem);
    return NOTHING_FITS;
  }
  if (edit) {
    await writeSettings(edit);
    // JSON stays alone on its stream.
    (options.json ? process.stderr : process.stdout).write(editText(edit));
    for (const problem of edit.problems) process.stderr.write(`warning: a preview refuses ${edit.file} as it is now: ${problem}\n`);
  }
  return 0;
}

/** What was written, a line for each change. */
function editText({ file, changes }: SettingsEdit): string {
  return changes.length === 0
    ? `\n${file}: nothing to change\n`
    : `\n${[`${file}: written`, ...changes.map((change) => `  ${change}`)].join("\n")}\n`;
}

/** Why nothing would do; of one instance type, and of a goal of latency, the verdict says it. */
function unserved({ verdict, ask, choice }: PlanReport): string {
  if (nearest(choice.rejected) || new Set(choice.rejected.map(({ instance }) => instance)).size === 1) return verdict;
  return `nothing in the catalog serves ${ask.model.name} with ${ask.contextTokens} tokens of context: ${mainReason(choice)}`;
}

/** Memory of every loser, and of every variant, would drown the rest. */
function asJson({ choice, variants, ...report }: PlanReport) {
  const short = ({ fit: { memory: _memory, ...fit }, ...candidate }: Candidate) => ({ ...candidate, fit });
  return {
    ...report,
    ranked: choice.ranked.map(short),
    rejected: choice.rejected,
    variants: variants.map(({ candidate, ...variant }) => ({ ...variant, candidate: candidate && short(candidate) })),
  };
}

async function writePage(file: string, page: string): Promise<void> {
  try {
    await writeFile(file, page);
  } catch (error) {
    throw new RangeError(`${file} cannot be written: ${(error as NodeJS.ErrnoException).code ?? error}`);
  }
}
