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
    .description("what holds a model, what it costs, and when a hosted service is cheaper; from dated facts only")
    .option(
      "-m, --model <name>",
      "model in the catalog, for example DeepSeek-R1-Distill-Qwen-32B, or a repository whose config.json it has",
    )
    .option("--config <file>", "config.json of a model that is not in the catalog")
    .option("--index <file>", "its model.safetensors.index.json, for the size of its weights")
    .option("-c, --context <tokens>", "longest request, input and output together (default: 32768)")
    .option("-n, --concurrency <requests>", "requests of that length to hold at once (default: 1)")
    .option("-t, --tokens-per-day <tokens>", "load per day, input and output together, for example 50M", "0")
    .option("--average <tokens>", "average request, input and output together (default: an eighth of the longest)")
    .option("--input-share <share>", "input share of the tokens", String(defaultMix.input))
    .option("--cached-share <share>", "share of the input that is cached", String(defaultMix.cached))
    .option("--utilization <share>", "share of the throughput to plan with", "0.6")
    .option("--hours-per-day <hours>", "hours per day that replicas run", "24")
    .option("--first-token <time>", "goal for the time to first token (TTFT) of an average request, for example 2s")
    .option("--per-token <time>", "goal for the time per output token (TPOT), for example 50ms")
    .option("--speculation <how>", "recipe, or off to leave speculative decoding out of the plan (default: recipe)")
    .option("--kv-cache-dtype <format>", "auto or fp8 (default: auto)")
    .option(
      "--buy <way>",
      "on-demand or capacity-block (default: both); or savings-plan-1y, savings-plan-3y, spot, with prices from --prices",
    )
    .option("--instance <name>", "consider only this instance type, or any for all")
    .option("--gpu <name>", "plan for existing GPUs, on your own cluster, instead of AWS; for example H100")
    .option("--count <gpus>", "GPUs per node (default: 1)")
    .option("--usd-month <usd>", "all-in monthly cost of one such node; without it there is no verdict on cost")
    .option("--layout <which>", "any layout of the model over the GPUs of an instance, or only the usual one (default: any)")
    .option("--replicas <count>", "minimum number of replicas (default: 1)")
    .option("--variants", "also the same layers in FP8, INT4 and NVFP4, where no such checkpoint in the catalog")
    .option("--region <name>", "AWS region, for regional prices: those of Capacity Blocks")
    .option("--zones <count>", "availability zones of the network (default: 2)")
    .option("--tunnel", "with an operator's tunnel through Session Manager")
    .option("--runner", "with CodeBuild inside the VPC to deploy the Kubernetes half")
    .option("--prices <file>", "JSON file of prices that override the catalog's")
    .addOption(
      new Option("-s, --stack <name>", "plan for the settings of this stack; other options override its settings").argParser((asked) =>
        stackNamed(asked),
      ),
    )
    .option("--write <file>", "write the capacity of the plan into this stack file, or stack, leaving everything else in it unchanged")
    .option("-C, --cwd <dir>", "folder of the Pulumi project", process.cwd())
    .option("--json", "print the plan as JSON")
    .option("--html <file>", "write the plan as a self-contained page with charts")
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : USAGE_ERROR))
    .action(async (options: PlanOptions) => {
      process.exitCode = await runPlan(options);
    })
    .addCommand(planCheckVerb())
    .addCommand(planPricesVerb());
}

/**
 * Plans and prints.
 * @returns exit status: 0; 1 where nothing in the catalog fits; 2 where an option is invalid
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
  const edit = options.write === undefined ? undefined : await settingsEdit(options.write, report, options.cwd ?? process.cwd(), options);
  if (options.html !== undefined) await writePage(options.html, planPage(report));
  const text = options.json ? asJson(report) : planText(report, paintFor(process.stdout), reportWidth(process.stdout));
  return shown(options, text, report.winner ? undefined : unserved(report), edit);
}

/** The same for existing hardware. */
async function planOwn(options: PlanOptions, hardware: OwnHardware): Promise<number> {
  const report = planOwnHardware(await askOf(options), hardware, await pricesOf(options), new Date(), variantsOf(options));
  const edit =
    options.write === undefined ? undefined : await ownSettingsEdit(options.write, report, options.cwd ?? process.cwd(), options);
  if (options.html !== undefined) await writePage(options.html, ownHardwarePage(report));
  const text = options.json ? report : ownHardwareText(report, paintFor(process.stdout), reportWidth(process.stdout));
  return shown(options, text, report.served ? undefined : report.verdict, edit);
}

/** Other weight formats than the published ones, if requested. */
const variantsOf = ({ variants = false }: PlanOptions) => ({ reckoned: variants });

/** Prints a plan, and writes the requested files, if something fits. */
async function shown(
  options: PlanOptions,
  plan: string | object,
  problem: string | undefined,
  edit: SettingsEdit | undefined,
): Promise<number> {
  process.stdout.write(typeof plan === "string" ? plan : `${JSON.stringify(plan, undefined, 2)}\n`);
  if (options.otherVersion !== undefined) process.stderr.write(`note: ${options.otherVersion}\n`);
  if (problem !== undefined) {
    complain(problem);
    return NOTHING_FITS;
  }
  if (edit) {
    await writeSettings(edit);
    // Standard output holds only the JSON.
    (options.json ? process.stderr : process.stdout).write(editText(edit));
    for (const problem of edit.problems) process.stderr.write(`warning: a preview rejects ${edit.file} as it is now: ${problem}\n`);
  }
  return 0;
}

/** What was written, one line per change. */
function editText({ file, changes }: SettingsEdit): string {
  return changes.length === 0
    ? `\n${file}: nothing to change\n`
    : `\n${[`${file}: written`, ...changes.map((change) => `  ${change}`)].join("\n")}\n`;
}

/** Why nothing fits; for one instance type, and for a latency goal, the verdict states it. */
function unserved({ verdict, ask, choice }: PlanReport): string {
  if (nearest(choice.rejected) || new Set(choice.rejected.map(({ instance }) => instance)).size === 1) return verdict;
  return `nothing in the catalog serves ${ask.model.name} with ${ask.contextTokens} tokens of context: ${mainReason(choice)}`;
}

/** Without the memory of rejected candidates and of variants, which would drown out the rest. */
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
